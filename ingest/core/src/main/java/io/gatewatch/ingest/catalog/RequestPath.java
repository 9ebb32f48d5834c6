package io.gatewatch.ingest.catalog;

import java.nio.charset.StandardCharsets;

/**
 * The path of a request target, in the one spelling that templates are made from: no scheme,
 * authority, query or fragment, and characters that need no percent sign decoded (RFC 3986, section
 * 6.2.2.2), so that {@code /%61ccounts/1} is {@code /accounts/1}. Everything else stays encoded. A
 * segment ends before its first semicolon: what follows is a parameter of the segment.
 */
public final class RequestPath {
  /** What gateways take as a request line unless told otherwise. */
  private static final int LONGEST = 8 << 10;

  private RequestPath() {}

  /**
   * The path of a target; the target itself when there is nothing to do. Of a target over 8 KiB,
   * the whole segments of its start.
   */
  public static String of(String target) {
    int whole = target.length();
    int query = target.indexOf('?');
    int fragment = target.indexOf('#');
    int end = query < 0 ? whole : query;
    end = fragment < 0 || fragment > end ? end : fragment;
    end = end > LONGEST ? target.lastIndexOf('/', LONGEST) + 1 : end;
    String path = target.substring(pathStart(target, end), end);
    return path.indexOf('%') < 0 ? path : unreserved(path);
  }

  /** Percent-decodes once; bad sequences stay as they are. */
  public static String decoded(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    byte[] in = text.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = in[i] == '%' && i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
      out[length++] = low >= 0 ? (byte) (high * 16 + low) : in[i];
      i += low >= 0 ? 2 : 0;
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
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
    StringBuilder out = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      int high = c == '%' && i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(path.charAt(i + 2), 16) : -1;
      boolean plain = low >= 0 && isUnreserved((char) (high * 16 + low));
      out.append(plain ? (char) (high * 16 + low) : c);
      i += plain ? 2 : 0;
    }
    return out.toString();
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
