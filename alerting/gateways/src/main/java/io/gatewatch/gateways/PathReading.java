package io.gatewatch.gateways;

import io.gatewatch.ingest.catalog.RequestPath;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether backends may read a path otherwise than we do: {@code /payments/..;/accounts} is a
 * payment for us, and for some of them an account. The same as in {@code gatewatch_scope.lua}.
 * Targets are to be given as they came, undecoded.
 */
public final class PathReading {
  private static final Pattern START =
      Pattern.compile("/|[a-zA-Z][a-zA-Z0-9+.-]*://[a-zA-Z0-9.:\\[\\]-]*/");

  private PathReading() {}

  /**
   * Whether a path's operation group, as ingest names it, tells what every backend does: the path
   * is plain, and nothing in front of the word that names the group can be the resource. What is
   * not clear may not be spared by its name.
   */
  public static boolean isClear(String target) {
    return isPlain(target) && NamingWord.isSure(target);
  }

  /**
   * Whether every backend finds the same path in a target as we do; also the one that decodes
   * twice, takes backslashes for slashes, drops parameters and empty segments, takes what stands
   * behind // for a host or what stands behind # for the path. For groups that somebody else named.
   */
  public static boolean isPlain(String target) {
    String whole = target.split("\\?", 2)[0];
    Matcher start = START.matcher(whole);
    if (whole.indexOf('#') >= 0 || !start.lookingAt()) {
      return false;
    }
    String read = obliging(whole.substring(start.end() - 1));
    if (read.startsWith("//")) {
      return false;
    }
    List<String> segments = segments(read);
    boolean dots = segments.contains(".") || segments.contains("..");
    return !dots
        || (read.indexOf('?') < 0
            && read.indexOf('#') < 0
            && withoutDots(segments).equals(segments(obliging(RequestPath.of(target)))));
  }

  private static String obliging(String path) {
    String read = RequestPath.decoded(RequestPath.decoded(path));
    return read.replaceAll("\\p{Cntrl}", "").replace('\\', '/');
  }

  private static List<String> segments(String read) {
    List<String> segments = new ArrayList<>();
    for (String segment : read.split("/", -1)) {
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
