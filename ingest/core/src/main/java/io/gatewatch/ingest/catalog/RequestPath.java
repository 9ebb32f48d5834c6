package io.gatewatch.ingest.catalog;

import java.nio.charset.StandardCharsets;

/**
 * The path of a request target, in the one spelling that templates are made from: no scheme,
 * authority, query or fragment, and characters that need no percent sign decoded (RFC 3986, section
 * 6.2.2.2), so that {@code /%61ccounts/1} is {@code /accounts/1}, and the segments . and .. done
 * away with (section 5.2.4), as gateways do before they choose a route. Everything else stays
 * encoded. A segment ends before its first semicolon: what follows is a parameter of the segment.
 */
public final class RequestPath {
  /** What gateways take as a request line unless told otherwise. */
  private static final int LONGEST = 8 << 10;

  /** A piece of a segment that is longer than this is an id, as the whole would be. */
  private static final int SURELY_AN_ID = 64;

  private RequestPath() {}

  /**
   * The path of a target; the target itself when there is nothing to do. Of a path over 8 KiB, its
   * start, without a last piece that could pass for a word.
   */
  public static String of(String target) {
    int whole = target.length();
    int query = target.indexOf('?');
    int fragment = target.indexOf('#');
    int end = query < 0 ? whole : query;
    end = fragment < 0 || fragment > end ? end : fragment;
    end = end > LONGEST ? cut(target) : end;
    String path = target.substring(pathStart(target, end), end);
    String spelled = path.indexOf('%') < 0 ? path : unreserved(path);
    return spelled.contains("/.") ? withoutDots(spelled) : spelled;
  }

  private static boolean endsAbove(StringBuilder path) {
    int slash = path.lastIndexOf("/");
    return path.length() - slash == 3
        && path.charAt(slash + 1) == '.'
        && path.charAt(slash + 2) == '.';
  }

  /** The path with encoded slashes as slashes, dots done away with; null when it has none. */
  public static String withSlashes(String path) {
    if (!path.contains("%2F") && !path.contains("%2f")) {
      return null;
    }
    String parted = path.replace("%2F", "/").replace("%2f", "/");
    return parted.contains("/.") ? withoutDots(parted) : parted;
  }

  private static String withoutDots(String path) {
    StringBuilder out = new StringBuilder(path.length());
    int from = 0;
    while (from < path.length()) {
      int start = path.charAt(from) == '/' ? from + 1 : from;
      int to = segmentEnd(path, start);
      boolean up = to - start == 2 && path.startsWith("..", start);
      // Nothing lies above the root: whoever wants to go there shows in the route.
      if (up && !out.isEmpty() && !endsAbove(out)) {
        out.setLength(Math.max(0, out.lastIndexOf("/")));
      } else if (to - start != 1 || path.charAt(start) != '.') {
        out.append(path, from, to);
      }
      from = to;
    }
    return out.isEmpty() ? "/" : out.toString();
  }

  private static int cut(String target) {
    int segment = target.lastIndexOf('/', LONGEST) + 1;
    return LONGEST - segment > SURELY_AN_ID ? LONGEST : segment;
  }

  /** Percent-decodes once; bad sequences stay as they are. */
  public static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      boolean escape = in[i] == '%' && i + 2 < in.length;
      int code = escape ? hex((char) in[i + 1]) * 16 + hex((char) in[i + 2]) : -1;
      in[length++] = code >= 0 ? (byte) code : in[i];
      i += code >= 0 ? 2 : 0;
    }
    return new String(in, 0, length, StandardCharsets.UTF_8);
  }

  /** Where the segment that starts here ends: at the next slash or the end of the path. */
  public static int segmentEnd(String path, int start) {
    int slash = path.indexOf('/', start);
    return slash < 0 ? path.length() : slash;
  }

  /** Where a segment's text ends: before its first semicolon. A bare semicolon is text. */
  public static int textEnd(String path, int start, int end) {
    for (int i = start + 1; i < end; i++) {
      if (path.charAt(i) == ';') {
        return i;
      }
    }
    return end;
  }

  private static int pathStart(String target, int end) {
    int colon = end == 0 || target.charAt(0) == '/' ? -1 : target.indexOf("://");
    if (colon <= 0 || colon >= end) {
      return 0;
    }
    int slash = target.indexOf('/', colon + 3);
    return slash < 0 || slash > end ? end : slash;
  }

  private static String unreserved(String path) {
    StringBuilder out = null;
    int copied = 0;
    for (int at = path.indexOf('%'); at >= 0; at = path.indexOf('%', at + 1)) {
      int code =
          at + 2 < path.length() ? hex(path.charAt(at + 1)) * 16 + hex(path.charAt(at + 2)) : -1;
      if (code > 0 && isUnreserved((char) code)) {
        out = out == null ? new StringBuilder(path.length()) : out;
        out.append(path, copied, at).append((char) code);
        copied = at + 3;
      }
    }
    return out == null ? path : out.append(path, copied, path.length()).toString();
  }

  /** Value of a hex digit; far below zero for anything else. */
  private static int hex(char c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int letter = c | 0x20;
    return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1000;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }
}
