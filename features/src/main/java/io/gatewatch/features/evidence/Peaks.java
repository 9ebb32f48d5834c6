package io.gatewatch.features.evidence;

import io.gatewatch.features.UsageHistogram;
import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * How high a stream's minutes go: counts by {@link UsageHistogram}'s bins, with a memory of about a
 * week of busy minutes. A poll every hour is a peak that means nothing, however quiet the rest is.
 */
final class Peaks {
  private static final int MEMORY_MINUTES = 6_000;
  private static final double USUAL_SHARE = 0.99;

  private final int[] minutes = new int[UsageHistogram.BINS];
  private int total;

  void learn(HourSeen hour) {
    for (int bin = 0; bin < minutes.length; bin++) {
      minutes[bin] += hour.minutes(bin);
      total += hour.minutes(bin);
    }
    if (total > MEMORY_MINUTES) {
      total = 0;
      for (int i = 0; i < minutes.length; i++) {
        minutes[i] /= 2;
        total += minutes[i];
      }
    }
  }

  /** Upper edge of the bin that holds the 99th percentile of all minutes; 0 before the first. */
  double usual() {
    int seen = 0;
    for (int bin = 0; bin < minutes.length; bin++) {
      seen += minutes[bin];
      if (total > 0 && seen >= USUAL_SHARE * total) {
        return UsageHistogram.upperEdge(bin);
      }
    }
    return 0;
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.writeSparse(out, minutes);
  }

  void readInto(DataInput in) throws IOException {
    Varint.readSparse(in, minutes);
    total = Arrays.stream(minutes).sum();
  }

  /** As in histories of versions 3 and 4. */
  void readPlainInto(DataInput in) throws IOException {
    for (int i = 0; i < minutes.length; i++) {
      minutes[i] = Varint.readInt(in);
      total += minutes[i];
    }
  }
}
