package io.gatewatch.ingest.probes;

/**
 * A text with one layer of escapes taken off: percent, {@code %u} and backslash escapes, overlong
 * UTF-8 of ASCII, full-width letters. Never longer than what it was made of; lower case.
 */
final class Unwrapped {
  private Unwrapped() {}

  /** Writes the unwrapped text; its length. */
  static int escapes(byte[] text, int length, byte[] out) {
    int size = 0;
    int at = 0;
    while (at < length) {
      int value = -1;
      int used = 1;
      if (text[at] == '%' && at + 5 < length && text[at + 1] == 'u') {
        value = hex(text, at + 2, 4);
        used = 6;
      } else if (text[at] == '%' && at + 2 < length) {
        value = hex(text, at + 1, 2);
        used = 3;
      } else if (text[at] == '\\' && at + 5 < length && text[at + 1] == 'u') {
        value = hex(text, at + 2, 4);
        used = 6;
      } else if (text[at] == '\\' && at + 3 < length && text[at + 1] == 'x') {
        value = hex(text, at + 2, 2);
        used = 4;
      }
      out[size++] = value < 0 ? text[at] : ascii((char) value);
      at += value < 0 ? 1 : used;
    }
    return size;
  }

  /** Two bytes where one would do, as some decoders accept them (CVE-2000-0884). */
  static int overlong(byte[] text, int length) {
    int size = 0;
    for (int at = 0; at < length; at++) {
      int c = text[at] & 0xff;
      int following = at + 1 < length ? text[at + 1] & 0xff : 0;
      if ((c == 0xc0 || c == 0xc1) && following >= 0x80 && following < 0xc0) {
        text[size++] = ascii((char) ((c & 1) << 6 | (following & 0x3f)));
        at++;
      } else {
        text[size++] = text[at];
      }
    }
    return size;
  }

  /**
   * The text without comments and with one space for many. What MySQL runs although it stands in a
   * comment stays.
   */
  static int squeezed(byte[] text, int length, byte[] out) {
    int size = 0;
    boolean space = false;
    int at = 0;
    while (at < length) {
      boolean opens = text[at] == '/' && at + 1 < length && text[at + 1] == '*';
      boolean closes = text[at] == '*' && at + 1 < length && text[at + 1] == '/';
      if (opens || closes) {
        at = opens ? endOfComment(text, length, at + 2) : at + 2;
      } else if ((text[at] >= 0 && text[at] <= ' ') || text[at] == '+') {
        at++;
      } else {
        if (space) {
          out[size++] = ' ';
        }
        space = false;
        out[size++] = text[at++];
        continue;
      }
      space = true;
    }
    if (space && size < length) {
      out[size++] = ' ';
    }
    return size;
  }

  private static int endOfComment(byte[] text, int length, int from) {
    int at = from;
    if (at < length && text[at] == '!') {
      at++;
      while (at < length && WordCheck.isDigit(text[at])) {
        at++;
      }
      return at;
    }
    while (at + 1 < length && !(text[at] == '*' && text[at + 1] == '/')) {
      at++;
    }
    return at + 1 < length ? at + 2 : length;
  }

  /** A character as a lower-case byte: full-width forms as what they stand for, others as DEL. */
  static byte ascii(char c) {
    char narrow = c >= 0xff01 && c <= 0xff5e ? (char) (c - 0xfee0) : c;
    if (narrow > 0xff) {
      return 0x7f;
    }
    return (byte) (narrow >= 'A' && narrow <= 'Z' ? narrow + 32 : narrow);
  }

  private static int hex(byte[] text, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = Character.digit((char) (text[i] & 0xff), 16);
      if (digit < 0) {
        return -1;
      }
      value = value << 4 | digit;
    }
    return value;
  }
}
