package io.gatewatch.features;

/**
 * 64-bit fingerprints of texts: same on every machine, not secret. FNV-1a with the finisher of
 * MurmurHash3.
 */
public final class Fingerprint {
  private Fingerprint() {}

  /** The fingerprint of a text. */
  public static long of(String text) {
    return of(text, 0, text.length());
  }

  /** The fingerprint of a part of a text. */
  static long of(String text, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return finish(hash);
  }

  /** One fingerprint out of two; order matters. */
  public static long mix(long a, long b) {
    return finish(a * 31 + b);
  }

  /** The upper half of a fingerprint, never 0. */
  public static int half(long fingerprint) {
    int half = (int) (fingerprint >>> 32);
    return half == 0 ? 1 : half;
  }

  private static long finish(long h) {
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
