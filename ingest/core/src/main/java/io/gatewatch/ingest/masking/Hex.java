package io.gatewatch.ingest.masking;

import java.nio.charset.StandardCharsets;

/** Bytes and words as lower-case hex. */
final class Hex {
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private Hex() {}

  /** The first bytes of an array. */
  static String of(byte[] bytes, int length) {
    byte[] out = new byte[2 * length];
    for (int i = 0; i < length; i++) {
      out[2 * i] = DIGITS[(bytes[i] >> 4) & 15];
      out[2 * i + 1] = DIGITS[bytes[i] & 15];
    }
    return new String(out, StandardCharsets.ISO_8859_1);
  }

  /**
   * Two words, each by its bytes from the least to the most significant, as SipHash spells them.
   */
  static String ofLittleEndian(long first, long second) {
    byte[] out = new byte[32];
    write(first, out, 0);
    write(second, out, 16);
    return new String(out, StandardCharsets.ISO_8859_1);
  }

  private static void write(long word, byte[] out, int at) {
    long rest = word;
    for (int i = at; i < at + 16; i += 2) {
      out[i] = DIGITS[(int) (rest >> 4) & 15];
      out[i + 1] = DIGITS[(int) rest & 15];
      rest >>>= 8;
    }
  }
}
