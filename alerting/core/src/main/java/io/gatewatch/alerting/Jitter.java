package io.gatewatch.alerting;

/**
 * How long an update of a quota lives: a tenth less or more than a middle that depends on nothing
 * but the key, so that limits which were set together do not all lapse in one second, as when
 * whoever renews them has died. {@code most / 1.1 · (1 + 0.1 · u)} with u in [−1, 1] from a hash of
 * the key: never longer than {@code most}, and 18 % shorter at the least.
 */
final class Jitter {
  private static final double SHARE = 0.1;

  private Jitter() {}

  /** Seconds that an update of this key lives, at most {@code most}. */
  static int ttlSeconds(String key, int most) {
    long hash = Long.parseUnsignedLong(Ids.of("", key, "expiry"), 16);
    double u = (hash >>> 11) / (double) (1L << 52) - 1;
    return Math.max(1, (int) Math.floor(most / (1 + SHARE) * (1 + SHARE * u)));
  }
}
