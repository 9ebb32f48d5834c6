package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** How busy a principal's minutes with calls were; see {@link UsageHistogram}. */
final class BusyMinutes {
  private final int[] minutes = new int[UsageHistogram.BINS];
  private List<Integer> bins;
  private double median;
  private double busy;

  BusyMinutes() {
    refresh();
  }

  /** Learns a minute. */
  void add(int calls) {
    UsageHistogram.add(minutes, calls);
    refresh();
  }

  private void refresh() {
    bins = Arrays.stream(minutes).boxed().toList();
    median = UsageHistogram.quantile(bins, 0.5);
    busy = UsageHistogram.quantile(bins, 0.99);
  }

  /** Minutes by calls a minute. */
  List<Integer> bins() {
    return bins;
  }

  /** Their median, in calls a minute. */
  double median() {
    return median;
  }

  /** Their 99th percentile, in calls a minute. */
  double busy() {
    return busy;
  }

  void writeTo(DataOutput out) throws IOException {
    for (int count : minutes) {
      Varint.write(out, count);
    }
  }

  void readInto(DataInput in) throws IOException {
    for (int i = 0; i < minutes.length; i++) {
      minutes[i] = Varint.readInt(in);
    }
    refresh();
  }
}
