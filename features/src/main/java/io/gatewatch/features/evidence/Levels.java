package io.gatewatch.features.evidence;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How one thing is spread between agents: their weights by half octaves. One agent more is drawn
 * from a log-normal of unknown mean and spread, so its predictive distribution is Student's t; a
 * spread of one octave is supposed as if two had shown it. Of seven and more, the highest agent
 * counts as high as the second, so that none can make room for the next.
 */
final class Levels {
  /** Weight of one agent: it is 0.91 of that in the mean of a day, until it votes again. */
  static final int WHOLE = 110_200;

  private static final double OF_ONE = 100_000;
  private static final double ENOUGH_TO_LEAVE_ONE = 6.5;

  /**
   * Without their highest, n agents look more alike: squares of distances are 1 + 8 / n as large.
   */
  private static final double LEFT = 8;

  private static final int STEPS = 64;
  private static final double STEPS_AN_OCTAVE = 2;
  private static final double PRIOR_FREEDOM = 2;

  private final long[] weights = new long[STEPS];

  /** An agent at so many times the least. */
  void add(int weight, double times) {
    double octaves = StrictMath.log(Math.max(1, times)) / StrictMath.log(2);
    weights[(int) Math.min(STEPS - 1, Math.round(STEPS_AN_OCTAVE * octaves))] += weight;
  }

  void add(Levels other) {
    for (int i = 0; i < STEPS; i++) {
      weights[i] += other.weights[i];
    }
  }

  void fade(double kept) {
    for (int i = 0; i < STEPS; i++) {
      weights[i] = (long) (weights[i] * kept);
    }
  }

  double agents() {
    return Arrays.stream(weights).sum() / OF_ONE;
  }

  /** Times the least of the agent in the middle. */
  double middle() {
    long half = Arrays.stream(weights).sum() / 2;
    int step = 0;
    for (long below = weights[0]; below < half; below += weights[step]) {
      step++;
    }
    return times(step);
  }

  /** Times the least that one agent more exceeds once in 1,000. */
  double most() {
    double n = agents();
    int second = second();
    double sum = 0;
    for (int i = 0; i < STEPS; i++) {
      sum += weights[i] * (double) Math.min(i, second);
    }
    double mean = sum / (n * OF_ONE);
    double squares = 0;
    for (int i = 0; i < STEPS; i++) {
      double off = Math.min(i, second) - mean;
      squares += weights[i] / OF_ONE * off * off;
    }
    return times(mean + far(n, n < ENOUGH_TO_LEAVE_ONE ? squares : squares * (1 + LEFT / n)));
  }

  /** The step of the second highest agent; the last where they are too few to do without one. */
  private int second() {
    int step = STEPS - 1;
    if (agents() < ENOUGH_TO_LEAVE_ONE) {
      return step;
    }
    for (long above = weights[step]; above <= WHOLE && step > 0; above += weights[step]) {
      step--;
    }
    return step;
  }

  /**
   * How many octaves above the middle one agent more is once in 1,000, where nobody has seen how
   * far agents differ: as if two had shown one octave, and all the others as much.
   */
  static double octavesUnseen(double agents) {
    return StudentT.at999(PRIOR_FREEDOM + agents - 1) * StrictMath.sqrt(1 + 1 / agents);
  }

  private static double far(double n, double squares) {
    double freedom = PRIOR_FREEDOM + n - 1;
    double prior = PRIOR_FREEDOM * STEPS_AN_OCTAVE * STEPS_AN_OCTAVE;
    double spread = StrictMath.sqrt((prior + squares) / freedom);
    return StudentT.at999(freedom) * spread * StrictMath.sqrt(1 + 1 / n);
  }

  private static double times(double step) {
    return StrictMath.pow(2, step / STEPS_AN_OCTAVE);
  }

  void writeTo(DataOutput out) throws IOException {
    int filled = 0;
    for (long weight : weights) {
      filled += weight > 0 ? 1 : 0;
    }
    out.writeByte(filled);
    for (int i = 0; i < STEPS; i++) {
      if (weights[i] > 0) {
        out.writeByte(i);
        Varint.write(out, weights[i]);
      }
    }
  }

  void readInto(DataInput in) throws IOException {
    for (int filled = in.readByte(); filled > 0; filled--) {
      int step = in.readByte();
      weights[step] = Varint.read(in);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Levels that && Arrays.equals(weights, that.weights);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(weights);
  }
}
