package io.gatewatch.ingest.masking;

/**
 * The look of a text without the text: letters become a, digits 9, ASCII punctuation and blanks
 * stay, control bytes become . and everything beyond ASCII becomes u. First 200 bytes.
 */
public final class Shape {
  /** Most characters of a shape. */
  public static final int MAX_LENGTH = 200;

  private Shape() {}

  /** The shape of a line's first bytes. */
  public static String of(byte[] line) {
    int length = Math.min(MAX_LENGTH, line.length);
    StringBuilder shape = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      shape.append(of(line[i]));
    }
    return shape.toString();
  }

  private static char of(byte b) {
    if (b < 0) {
      return 'u';
    }
    if (b < ' ' || b == 0x7f) {
      return '.';
    }
    if (b >= '0' && b <= '9') {
      return '9';
    }
    boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
    return letter ? 'a' : (char) b;
  }
}
