package io.gatewatch.ingest.masking;

/** Tells kinds of ASCII characters apart, by table. Bytes beyond ASCII are of no kind. */
final class Ascii {
  static final byte DIGIT = 1;
  static final byte LOWER = 2;
  static final byte UPPER = 4;

  private static final byte[] KINDS = new byte[256];

  static {
    for (int c = '0'; c <= '9'; c++) {
      KINDS[c] = DIGIT;
    }
    for (int c = 'a'; c <= 'z'; c++) {
      KINDS[c] = LOWER;
      KINDS[c - 32] = UPPER;
    }
  }

  private Ascii() {}

  static byte kind(byte c) {
    return KINDS[c & 255];
  }

  static boolean isAlphanumeric(byte c) {
    return KINDS[c & 255] != 0;
  }

  static boolean isDigit(byte c) {
    return KINDS[c & 255] == DIGIT;
  }

  static boolean isLetter(byte c) {
    return (KINDS[c & 255] & (LOWER | UPPER)) != 0;
  }

  /** Upper case of a letter; anything else as it is. */
  static int upper(byte c) {
    return KINDS[c & 255] == LOWER ? c - 32 : c;
  }

  /** Lower case of a letter; anything else as it is. */
  static int lower(byte c) {
    return KINDS[c & 255] == UPPER ? c + 32 : c;
  }

  /** Value of a hex digit; −1 when it is none. */
  static int hexValue(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 32;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  /** Value of a base64 or base64url character; −1 when it is none. */
  static int base64Value(byte c) {
    return switch (kind(c)) {
      case UPPER -> c - 'A';
      case LOWER -> c - 'a' + 26;
      case DIGIT -> c - '0' + 52;
      default -> c == '-' || c == '+' ? 62 : c == '_' || c == '/' ? 63 : -1;
    };
  }
}
