package io.gatewatch.detectors.judge;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How rare a model finds one principal's minutes: counts by octave of the p-value, 16 whole
 * numbers. The memory is halved at a week of minutes.
 */
final class OwnScores {
  private static final int BINS = 16;
  private static final int ABSTAIN_BELOW = 60;
  private static final int MAX_MINUTES = 7 * 24 * 60;

  private final int[] minutes = new int[BINS];
  private int total;

  /**
   * The larger of a p-value and its own p-value among this principal's minutes; 1 as long as there
   * are too few.
   */
  double largerP(double p) {
    int asRare = 0;
    for (int b = bin(p); b < BINS; b++) {
      asRare += minutes[b];
    }
    double own = total < ABSTAIN_BELOW ? 1 : (asRare + 1.0) / (total + 1.0);
    return Math.max(p, own);
  }

  private static int bin(double p) {
    return Math.min(BINS - 1, Math.getExponent(1 / p));
  }

  /** A minute is over, of which the model said this. */
  void learn(double p) {
    minutes[bin(p)]++;
    total++;
    if (total >= MAX_MINUTES) {
      total = 0;
      for (int b = 0; b < BINS; b++) {
        minutes[b] /= 2;
        total += minutes[b];
      }
    }
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.writeSparse(out, minutes);
  }

  void readInto(DataInput in) throws IOException {
    Varint.readSparse(in, minutes);
    total = Arrays.stream(minutes).sum();
  }

  /** As in suspicions up to version 4. */
  void readPlainInto(DataInput in) throws IOException {
    for (int b = 0; b < BINS; b++) {
      minutes[b] = Varint.readInt(in);
      total += minutes[b];
    }
  }
}
