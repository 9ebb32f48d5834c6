package io.gatewatch.features.volume;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How rare an excess is, from the largest of the past: peaks over a threshold, as in Siffer et al.,
 * "Anomaly detection in streams with extreme value theory" (2017).
 *
 * <p>The threshold u is the least of the 32 largest excesses; beyond it P(excess &gt; x) = k / n ·
 * (1 + ξ (x − u) / σ)<sup>−1/ξ</sup> with ξ = 0.2 fixed, since 32 values do not tell a shape, and σ
 * the mean of what exceeds u. The oldest of the largest is forgotten every 125 values, so that all
 * is over after 4,000. 0.4 KB.
 */
final class ExcessTail {
  private static final int MOST = 32;
  private static final int MEMORY = 4_000;
  private static final int ENOUGH = 20;
  private static final double SHAPE = 0.2;

  /** What cannot be told from impossible. */
  static final double CERTAIN = 12;

  private final float[] largest = new float[MOST];
  private final long[] born = new long[MOST];
  private int size;
  private long seen;

  /**
   * How surprising an excess is, −log₁₀ of its probability: 0 nothing … 12.
   *
   * @param leastScale the least that σ may be
   */
  double surprise(double excess, double leastScale) {
    if (seen < ENOUGH || excess <= 0) {
      return 0;
    }
    double threshold = largest[least()];
    double share = StrictMath.log10((Math.min(seen, MEMORY) + 1.0) / size);
    if (excess <= threshold) {
      return share;
    }
    double scale = Math.max(leastScale, meanAbove(threshold));
    double far = (excess - threshold) / scale;
    return scale <= 0
        ? CERTAIN
        : Math.min(CERTAIN, share + StrictMath.log10(1 + SHAPE * far) / SHAPE);
  }

  private double meanAbove(double threshold) {
    double sum = 0;
    for (int i = 0; i < size; i++) {
      sum += largest[i] - threshold;
    }
    return sum / size;
  }

  /** Learns one value's excess, 0 when there was none. */
  void learn(double excess) {
    seen++;
    if (seen > MEMORY && seen % (MEMORY / MOST) == 0) {
      forget(oldest());
    }
    if (size < MOST) {
      put(size++, excess);
      return;
    }
    int least = least();
    if (excess > largest[least]) {
      put(least, excess);
    }
  }

  private void put(int slot, double excess) {
    largest[slot] = (float) excess;
    born[slot] = seen;
  }

  private void forget(int slot) {
    size--;
    largest[slot] = largest[size];
    born[slot] = born[size];
  }

  private int least() {
    int least = 0;
    for (int i = 1; i < size; i++) {
      least = largest[i] < largest[least] ? i : least;
    }
    return least;
  }

  private int oldest() {
    int oldest = 0;
    for (int i = 1; i < size; i++) {
      oldest = born[i] < born[oldest] ? i : oldest;
    }
    return oldest;
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(seen);
    out.writeByte(size);
    for (int i = 0; i < size; i++) {
      out.writeFloat(largest[i]);
      out.writeLong(born[i]);
    }
  }

  void readInto(DataInput in) throws IOException {
    seen = in.readLong();
    size = in.readByte();
    if (size < 0 || size > MOST) {
      throw new IOException("a tail of " + size + " values (at most " + MOST + ")");
    }
    for (int i = 0; i < size; i++) {
      largest[i] = in.readFloat();
      born[i] = in.readLong();
    }
  }
}
