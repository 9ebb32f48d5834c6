package io.gatewatch.gateways;

import io.gatewatch.ingest.catalog.RequestPath;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether backends may read a path otherwise than we do: {@code /payments/..;/accounts} is a
 * payment for us, and for some of them an account. The same as in {@code gatewatch_scope.lua}.
 */
public final class PathReading {
  private PathReading() {}

  /**
   * Whether every backend finds the same behind the dots of a path as we do; also the one that
   * decodes twice, takes backslashes for slashes, and drops parameters and empty segments.
   */
  public static boolean isClear(String target) {
    boolean plain = target.chars().noneMatch(c -> c == '%' || c == '\\' || c == ';' || c < ' ');
    if (plain && !target.contains("/.")) {
      return true;
    }
    List<String> read = segments(target.split("[?#]", 2)[0]);
    return !(read.contains(".") || read.contains(".."))
        || withoutDots(read).equals(segments(RequestPath.of(target)));
  }

  private static List<String> segments(String path) {
    String read = RequestPath.decoded(RequestPath.decoded(path));
    List<String> segments = new ArrayList<>();
    for (String segment : read.replaceAll("\\p{Cntrl}", "").replace('\\', '/').split("/", -1)) {
      String text = segment.split(";", 2)[0];
      if (!text.isEmpty()) {
        segments.add(text);
      }
    }
    return segments;
  }

  private static List<String> withoutDots(List<String> segments) {
    List<String> kept = new ArrayList<>();
    for (String segment : segments) {
      int last = kept.size() - 1;
      if (segment.equals("..") && last >= 0 && !kept.get(last).equals("..")) {
        kept.remove(last);
      } else if (!segment.equals(".")) {
        kept.add(segment);
      }
    }
    return kept;
  }
}
