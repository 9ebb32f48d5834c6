package io.gatewatch.ingest.masking;

/**
 * Undoes one layer of an encoding, into an array that is at least as long as what it is made of.
 */
final class Decoded {
  private Decoded() {}

  /** Percent-decodes; bad sequences stay as they are. Returns the new length. */
  static int percent(byte[] in, int from, int to, byte[] out) {
    int length = 0;
    for (int i = from; i < to; i++) {
      int value = -1;
      if (in[i] == '%' && i + 2 < to) {
        int high = Ascii.hexValue(in[i + 1]);
        int low = Ascii.hexValue(in[i + 2]);
        value = high < 0 || low < 0 ? -1 : high * 16 + low;
      }
      out[length++] = value < 0 ? in[i] : (byte) value;
      i += value < 0 ? 0 : 2;
    }
    return length;
  }

  /**
   * Decodes base64 or base64url up to the first byte that no text holds. Returns the length; −1
   * when that came early, as it does in almost all that is not base64 of a text.
   */
  static int base64(byte[] in, int from, int to, byte[] out) {
    int length = 0;
    int bits = 0;
    int held = 0;
    for (int i = from; i < to; i++) {
      int value = Ascii.base64Value(in[i]);
      if (value < 0) {
        return -1;
      }
      bits = (bits << 6) | value;
      held += 6;
      if (held >= 8) {
        held -= 8;
        byte b = (byte) (bits >> held);
        if (!isText(b)) {
          return -1;
        }
        out[length++] = b;
      }
    }
    return length;
  }

  /** Decodes pairs of hex digits; −1 when they are none, or are no ASCII text. */
  static int hex(byte[] in, int from, int to, byte[] out) {
    int length = 0;
    for (int i = from; i + 1 < to; i += 2) {
      int high = Ascii.hexValue(in[i]);
      int low = Ascii.hexValue(in[i + 1]);
      if (high < 2 || high > 7 || low < 0) {
        return -1;
      }
      out[length++] = (byte) (high * 16 + low);
    }
    return length;
  }

  private static boolean isText(byte b) {
    return b >= ' ' || b < 0 || b == '\n' || b == '\t' || b == '\r';
  }
}
