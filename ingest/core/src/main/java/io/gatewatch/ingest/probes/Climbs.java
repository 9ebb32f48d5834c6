package io.gatewatch.ingest.probes;

/**
 * How a path climbs. Relative links bring a step or two upwards into honest paths; what is hidden
 * in escapes, leaves the root or climbs three times in a row is there to be found elsewhere.
 */
final class Climbs {
  private static final int MANY = 3;

  private Climbs() {}

  /** How many steps upwards there are: two dots between slashes, either way up. */
  static int count(byte[] text, int length) {
    int climbs = 0;
    for (int at = 0; at + 1 < length; at++) {
      climbs += isClimb(text, length, at) ? 1 : 0;
    }
    return climbs;
  }

  /** Whether a path is climbed above its root, or so often in a row that nothing else is meant. */
  static boolean leaves(byte[] text, int length, boolean path) {
    int depth = 0;
    int inRow = 0;
    int from = 0;
    for (int at = 0; at <= length; at++) {
      if (at < length && !isSlash(text[at])) {
        continue;
      }
      if (at - from == 2 && isClimb(text, length, from)) {
        depth--;
        inRow++;
        if ((path && depth < 0) || inRow >= MANY) {
          return true;
        }
      } else if (at > from) {
        depth++;
        inRow = 0;
      }
      from = at + 1;
    }
    return false;
  }

  private static boolean isClimb(byte[] text, int length, int at) {
    return text[at] == '.'
        && text[at + 1] == '.'
        && (at == 0 || isSlash(text[at - 1]) || text[at - 1] == '=' || text[at - 1] == ' ')
        && (at + 2 == length || isSlash(text[at + 2]));
  }

  private static boolean isSlash(byte c) {
    return c == '/' || c == '\\';
  }
}
