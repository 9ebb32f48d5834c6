package io.gatewatch.replaydata.generate;

import java.nio.charset.StandardCharsets;

/**
 * A seeded stream of random numbers: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), written out
 * here so that its numbers are the same on every JVM. Transcendental functions are {@link
 * StrictMath}'s.
 */
final class Draw {
  private static final long GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  Draw(long seed) {
    this.state = seed;
  }

  /** A stream of its own for the thing that these numbers name. */
  static Draw of(long... parts) {
    return new Draw(seed(parts));
  }

  /** A seed out of several numbers; their order matters. */
  static long seed(long... parts) {
    long hash = GAMMA;
    for (long part : parts) {
      hash = scramble((hash ^ part) + GAMMA);
    }
    return hash;
  }

  /** A number for a name (FNV-1a over its UTF-8 bytes, scrambled). */
  static long name(String name) {
    long hash = 0xCBF29CE484222325L;
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ (b & 0xFF)) * 0x100000001B3L;
    }
    return scramble(hash);
  }

  private static long scramble(long z) {
    long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
    return b ^ (b >>> 31);
  }

  long bits() {
    state += GAMMA;
    return scramble(state);
  }

  /** Uniform in [0, 1). */
  double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  boolean chance(double probability) {
    return unit() < probability;
  }

  /** Uniform in [0, bound). */
  int below(int bound) {
    return (int) (unit() * bound);
  }

  /** Uniform in [0, bound). */
  long below(long bound) {
    return (long) (unit() * bound);
  }

  double between(double low, double high) {
    return low + unit() * (high - low);
  }

  <T> T pick(T[] items) {
    return items[below(items.length)];
  }

  /** Normal with mean 0 and deviation 1 (Box and Muller). */
  double normal() {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return radius * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  /** Lognormal with this median and this deviation of the logarithm. */
  double lognormal(double median, double sigma) {
    return median * StrictMath.exp(sigma * normal());
  }

  /** Exponential with this mean. */
  double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }

  /** Poisson with this mean: arrivals of unit rate counted, so its cost grows with the mean. */
  int poisson(double mean) {
    int count = 0;
    for (double t = exponential(1); t < mean; t += exponential(1)) {
      count++;
    }
    return count;
  }
}
