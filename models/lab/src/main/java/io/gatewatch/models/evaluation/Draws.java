package io.gatewatch.models.evaluation;

import java.util.Random;

/** Seeded draws from distributions. */
final class Draws {
  private static final int FEW = 50;

  private Draws() {}

  /** Beta(a, b), as x / (x + y) of two gamma variates. */
  static double beta(Random random, double a, double b) {
    double x = gamma(random, a);
    double y = gamma(random, b);
    return x / (x + y);
  }

  /** Gamma(shape, 1) by Marsaglia &amp; Tsang (2000); below 1 by their power of a uniform. */
  static double gamma(Random random, double shape) {
    if (shape < 1) {
      double u = 1 - random.nextDouble();
      return gamma(random, shape + 1) * StrictMath.pow(u, 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / StrictMath.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      if (v <= 0) {
        continue;
      }
      v = v * v * v;
      double u = 1 - random.nextDouble();
      if (StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        return d * v;
      }
    }
  }

  /** Binomial(n, p): counted when few are expected, else normal with its mean and variance. */
  static long binomial(Random random, long n, double p) {
    double mean = n * p;
    if (mean < FEW || n - mean < FEW) {
      return p > 0.5 ? n - few(random, n, 1 - p) : few(random, n, p);
    }
    double drawn = mean + StrictMath.sqrt(mean * (1 - p)) * random.nextGaussian();
    return Math.max(0, Math.min(n, Math.round(drawn)));
  }

  /** Jumps from one success to the next by geometric waits. */
  private static long few(Random random, long n, double p) {
    if (p <= 0) {
      return 0;
    }
    double none = StrictMath.log1p(-p);
    long count = 0;
    double at = 0;
    while (true) {
      at += StrictMath.floor(StrictMath.log(1 - random.nextDouble()) / none) + 1;
      if (at > n) {
        return count;
      }
      count++;
    }
  }
}
