package io.gatewatch.replaydata.generate;

import java.util.Arrays;

/**
 * A growing line of ASCII bytes, written piece by piece without a JSON tree. Slashes in JSON text
 * are escaped, as Kong's encoder does.
 */
final class LineBuffer {
  private static final byte[] HEX = ascii("0123456789abcdef");

  private byte[] bytes = new byte[4096];
  private int length;

  LineBuffer clear() {
    length = 0;
    return this;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** The bytes of a text that is ASCII already. */
  static byte[] ascii(String text) {
    byte[] out = new byte[text.length()];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) text.charAt(i);
    }
    return out;
  }

  LineBuffer raw(byte[] piece) {
    reserve(piece.length);
    System.arraycopy(piece, 0, bytes, length, piece.length);
    length += piece.length;
    return this;
  }

  LineBuffer raw(String piece) {
    int n = piece.length();
    reserve(n);
    for (int i = 0; i < n; i++) {
      bytes[length++] = (byte) piece.charAt(i);
    }
    return this;
  }

  /** The inside of a JSON string: quotes, backslashes and slashes are escaped; ASCII only. */
  LineBuffer text(String piece) {
    int n = piece.length();
    reserve(2 * n);
    for (int i = 0; i < n; i++) {
      char c = piece.charAt(i);
      if (c == '/' || c == '"' || c == '\\') {
        bytes[length++] = '\\';
      }
      bytes[length++] = c < ' ' || c > '~' ? (byte) '?' : (byte) c;
    }
    return this;
  }

  LineBuffer number(long value) {
    reserve(20);
    if (value < 0) {
      bytes[length++] = '-';
      return number(-value);
    }
    int digits = 1;
    for (long v = value; v >= 10; v /= 10) {
      digits++;
    }
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
    return this;
  }

  /** Two digits with a leading zero. */
  LineBuffer two(int value) {
    reserve(2);
    bytes[length++] = (byte) ('0' + value / 10);
    bytes[length++] = (byte) ('0' + value % 10);
    return this;
  }

  /** The lowest digits of a number in lower-case hex. */
  LineBuffer hex(long value, int digits) {
    reserve(digits);
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
      bytes[length++] = HEX[(int) (value >>> shift) & 15];
    }
    return this;
  }

  /** A UUID of version 4's form out of 128 random bits. */
  LineBuffer uuid(long high, long low) {
    hex(high >>> 32, 8).raw("-").hex(high >>> 16, 4).raw("-4").hex(high, 3).raw("-");
    return hex(8 | (low >>> 62), 1).hex(low >>> 48, 3).raw("-").hex(low, 12);
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }
}
