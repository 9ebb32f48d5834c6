package io.gatewatch.detectors.judge;

import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What a model's e-values add up to. Its features look back five minutes, so minutes that stand
 * close together are one surprise and must not be multiplied as if each were news: five capitals,
 * each of which bets in every fifth minute alone and starts anew from 1 when it has lost, and their
 * mean, which is evidence again (a mean of e-values is one; Vovk &amp; Wang 2021).
 */
final class ModelEvidence {
  private static final int MINUTES_OF_FEATURES = 5;

  private final double[] capital = new double[MINUTES_OF_FEATURES];

  ModelEvidence() {
    Arrays.fill(capital, 1);
  }

  /** The mean, if this minute brought so much. */
  double with(long minute, double e) {
    int own = own(minute);
    double sum = 0;
    for (int i = 0; i < capital.length; i++) {
      sum += i == own ? after(own, e) : capital[i];
    }
    return sum / capital.length;
  }

  /** A minute is over; no capital grows beyond {@code most}. */
  void bet(long minute, double e, double most) {
    int own = own(minute);
    capital[own] = Math.min(most, after(own, e));
  }

  private double after(int own, double e) {
    return Math.max(1, capital[own]) * e;
  }

  private static int own(long minute) {
    return (int) Math.floorMod(minute, (long) MINUTES_OF_FEATURES);
  }

  void writeTo(DataOutput out) throws IOException {
    for (double c : capital) {
      Varint.writeDouble(out, c);
    }
  }

  void readInto(DataInput in) throws IOException {
    for (int i = 0; i < capital.length; i++) {
      capital[i] = Varint.readDouble(in);
    }
  }
}
