package io.gatewatch.features.volume;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * How surprising the next amount of a series is, against its own past alone: −log₁₀ of how probable
 * it is by chance, 0 … 12.
 *
 * <p>Four {@link Signal}s are watched, and the most surprised one counts: the amount, its change
 * against the one before, the mean of the last {@code span} amounts, and its change against the
 * mean of the {@code span} before. Each is held against the hours of the day around it.
 *
 * <p><b>One event is told once.</b> After a surprise s a later one is told only when it is ten
 * times as surprising, s + 1; that bar halves every twelve hours. Learning does not stop meanwhile:
 * what goes on becomes usual, at that hour of the day, within days.
 *
 * <p>Any unit and any pace will do, gaps too; nothing is tuned to a series. About 5 KB.
 */
public final class VolumeBaseline {
  private static final byte VERSION = 1;
  private static final double TEN_TIMES = 1;
  private static final double HALF_LIFE_MILLIS = 12 * 3_600_000.0;
  private static final double HALF_SCORE = 3;
  private static final int MOST_SPAN = 240;

  private final int span;
  private final Signal[] signals = {new Signal(), new Signal(), new Signal(), new Signal()};
  private final double[] recent;
  private long seen;
  private long last;
  private double told;

  /**
   * A baseline that knows nothing yet.
   *
   * @param span amounts that make up the longer of both scales, such as 12 of five minutes; 2 … 240
   */
  public VolumeBaseline(int span) {
    if (span < 2 || span > MOST_SPAN) {
      throw new IllegalArgumentException("span: " + span + " (expected: 2.." + MOST_SPAN + ")");
    }
    this.span = span;
    this.recent = new double[2 * span];
  }

  /**
   * How surprising an amount is, and news; learns it.
   *
   * @param time its moment, epoch milliseconds; an earlier one than the last counts as the last's
   * @param amount a finite number
   * @return −log₁₀ of a probability, 0 … 12; 0 when it is part of what was told
   */
  public double see(long time, double amount) {
    if (!Double.isFinite(amount)) {
      throw new IllegalArgumentException("amount: " + amount + " (expected: a finite number)");
    }
    long now = seen == 0 ? time : Math.max(time, last);
    told = seen == 0 ? 0 : told * StrictMath.pow(2, -(now - last) / HALF_LIFE_MILLIS);
    last = now;
    double surprise = surprise(now, amount);
    if (surprise <= told) {
      return 0;
    }
    told = surprise + TEN_TIMES;
    return surprise;
  }

  private double surprise(long now, double amount) {
    double before = seen == 0 ? amount : recent[slot(1)];
    recent[slot(0)] = amount;
    seen++;
    double surprise = signals[0].see(now, amount);
    if (seen > 1) {
      surprise = Math.max(surprise, signals[1].see(now, amount - before));
    }
    if (seen >= span) {
      double mean = mean(1);
      surprise = Math.max(surprise, signals[2].see(now, mean));
      if (seen >= 2L * span) {
        surprise = Math.max(surprise, signals[3].see(now, mean - mean(span + 1)));
      }
    }
    return surprise;
  }

  /** Mean of a span of amounts, of which the last came so many amounts ago (the newest: 1). */
  private double mean(int ago) {
    double sum = 0;
    for (int i = 0; i < span; i++) {
      sum += recent[slot(ago + i)];
    }
    return sum / span;
  }

  private int slot(int ago) {
    return (int) Math.floorMod(seen - ago, (long) recent.length);
  }

  /** A surprise as a number from 0 to 1: s / (s + 3), so that one in a thousand is a half. */
  public static double score(double surprise) {
    return surprise / (surprise + HALF_SCORE);
  }

  /** Writes the state. */
  public void writeTo(DataOutput out) throws IOException {
    out.writeByte(VERSION);
    out.writeLong(seen);
    out.writeLong(last);
    out.writeDouble(told);
    for (double amount : recent) {
      out.writeDouble(amount);
    }
    for (Signal signal : signals) {
      signal.writeTo(out);
    }
  }

  /** Reads a state that was written with the same span. */
  public void readInto(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("version " + version + " (expected: " + VERSION + ")");
    }
    seen = in.readLong();
    last = in.readLong();
    told = in.readDouble();
    for (int i = 0; i < recent.length; i++) {
      recent[i] = in.readDouble();
    }
    for (Signal signal : signals) {
      signal.readInto(in);
    }
  }
}
