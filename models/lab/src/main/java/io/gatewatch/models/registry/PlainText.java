package io.gatewatch.models.registry;

/**
 * Free text that somebody wrote, fit for a terminal, a page and a record: one line, no control
 * character, not longer than asked.
 */
public final class PlainText {
  /** The most of a reason that an analyst gives. */
  public static final int REASON = 200;

  /** The most of why somebody changes something. */
  public static final int WHY = 500;

  /** The most of what an event of the registry says. */
  static final int EVENT = 4_000;

  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /**
   * The text with each control, formatting and separating character replaced, and with an ellipsis
   * for its last where it is longer.
   *
   * @param text null for null
   * @param most characters, in code points
   */
  public static String of(String text, int most) {
    if (text == null) {
      return null;
    }
    StringBuilder plain = new StringBuilder();
    int[] points = text.codePoints().limit(most + 1L).toArray();
    for (int i = 0; i < Math.min(points.length, most); i++) {
      plain.appendCodePoint(isPlain(points[i]) ? points[i] : REPLACEMENT);
    }
    if (points.length > most) {
      plain.setLength(plain.offsetByCodePoints(plain.length(), -1));
      plain.append('\u2026');
    }
    return plain.toString();
  }

  /** Whether it is already what it would be made. */
  public static boolean is(String text, int most) {
    return text.equals(of(text, most));
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
