package io.gatewatch.features.volume;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** One signal of a series: how far it leaves its usual range, and how rare that is. 1 KB. */
final class Signal {
  /** A tenth of the range's width is the least that counts as far. */
  private static final double LEAST_SHARE = 0.1;

  private final DayRange range = new DayRange();
  private final ExcessTail above = new ExcessTail();
  private final ExcessTail below = new ExcessTail();

  /** How surprising the next value is, −log₁₀ of a probability, 0 … 12; learns it. */
  double see(long time, double value) {
    range.at(time);
    double surprise = 0;
    if (!Double.isNaN(range.high())) {
      double least = LEAST_SHARE * (range.high() - range.low());
      double over = Math.max(0, value - range.high());
      double under = Math.max(0, range.low() - value);
      surprise = Math.max(above.surprise(over, least), below.surprise(under, least));
      above.learn(over);
      below.learn(under);
    }
    range.see(value);
    return surprise;
  }

  void writeTo(DataOutput out) throws IOException {
    range.writeTo(out);
    above.writeTo(out);
    below.writeTo(out);
  }

  void readInto(DataInput in) throws IOException {
    range.readInto(in);
    above.readInto(in);
    below.readInto(in);
  }
}
