package io.gatewatch.ingest.catalog;

/** Tells versions of APIs: v1, v3.1, V2.0.1, v1beta1. At most 12 characters, numbers below 1000. */
public final class VersionSegment {
  private static final int LONGEST = 12;
  private static final String[] STAGES = {"alpha", "beta", "rc"};

  private VersionSegment() {}

  /** Whether a whole segment is a version. */
  public static boolean matches(String segment) {
    return matches(segment, 0, segment.length());
  }

  /** Whether the part of a path from one index up to another is a version. */
  static boolean matches(String path, int from, int to) {
    if (to - from < 2 || to - from > LONGEST || (path.charAt(from) | 0x20) != 'v') {
      return false;
    }
    int at = from + 1;
    int digits = 0;
    while (at < to) {
      char c = path.charAt(at);
      int stage = digits > 0 ? stageAt(path, at, to) : 0;
      if (c >= '0' && c <= '9') {
        digits++;
        at++;
      } else if (c == '.' && digits > 0) {
        digits = 0;
        at++;
      } else if (stage > 0) {
        return onlyDigits(path, at + stage, to);
      } else {
        return false;
      }
      if (digits > 3) {
        return false;
      }
    }
    return digits > 0;
  }

  /** How many numbers a version has: 3 in v1.0.0. */
  static int numbers(String path, int from, int to) {
    int numbers = 1;
    for (int i = from; i < to; i++) {
      numbers += path.charAt(i) == '.' ? 1 : 0;
    }
    return numbers;
  }

  private static int stageAt(String path, int at, int to) {
    for (String stage : STAGES) {
      if (to - at >= stage.length() && path.regionMatches(true, at, stage, 0, stage.length())) {
        return stage.length();
      }
    }
    return 0;
  }

  private static boolean onlyDigits(String path, int from, int to) {
    for (int i = from; i < to; i++) {
      if (path.charAt(i) < '0' || path.charAt(i) > '9') {
        return false;
      }
    }
    return to - from <= 3;
  }
}
