package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * How busy a principal's minutes with calls were; see {@link UsageHistogram}. A minute is learned
 * when its hour has been over for one to two hours, so that what rises now is held against what was
 * before; the first sixty are learned at once. 0.1 KB.
 */
final class BusyMinutes {
  private static final int AT_ONCE = 60;

  private final int[] minutes = new int[UsageHistogram.BINS];
  private int[] open = new int[UsageHistogram.BINS];
  private int[] waiting = new int[UsageHistogram.BINS];
  private long hour = Long.MIN_VALUE;
  private int first;
  private List<Integer> bins;
  private double median;
  private double busy;

  BusyMinutes() {
    refresh();
  }

  /**
   * Takes a minute.
   *
   * @param minute since 1970-01-01T00:00Z
   */
  void add(int calls, long minute) {
    if (first < AT_ONCE) {
      first++;
      UsageHistogram.add(minutes, calls);
      refresh();
      return;
    }
    long of = Math.floorDiv(minute, 60L);
    if (of > hour) {
      learn(waiting);
      if (of == hour + 1) {
        waiting = open;
      } else {
        learn(open);
        waiting = new int[UsageHistogram.BINS];
      }
      open = new int[UsageHistogram.BINS];
      hour = of;
      refresh();
    }
    open[UsageHistogram.bin(calls)]++;
  }

  private void learn(int[] hourly) {
    for (int bin = 0; bin < hourly.length; bin++) {
      for (int i = 0; i < hourly[bin]; i++) {
        UsageHistogram.addTo(minutes, bin);
      }
    }
  }

  private void refresh() {
    bins = List.copyOf(Arrays.stream(minutes).boxed().toList());
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

  /** Forgets minutes that are not learned yet. */
  void forgetLate() {
    Arrays.fill(open, 0);
    Arrays.fill(waiting, 0);
  }

  /** Keeps two octaves in one bin, the uppermost of them. */
  void coarsen() {
    for (int bin = 1; bin < minutes.length; bin++) {
      int upper = Math.min(minutes.length - 1, (bin + 3) / 4 * 4);
      if (upper != bin) {
        minutes[upper] += minutes[bin];
        minutes[bin] = 0;
      }
    }
    refresh();
  }

  void writeTo(DataOutput out) throws IOException {
    Varint.writeSparse(out, minutes);
    out.writeByte(first);
    Varint.writeTime(out, hour, 0);
    Varint.writeSparse(out, open);
    Varint.writeSparse(out, waiting);
  }

  void readInto(DataInput in) throws IOException {
    Varint.readSparse(in, minutes);
    first = in.readByte();
    hour = Varint.readTime(in, 0);
    Varint.readSparse(in, open);
    Varint.readSparse(in, waiting);
    refresh();
  }

  /** As in histories up to version 4. */
  void readPlainInto(DataInput in) throws IOException {
    for (int i = 0; i < minutes.length; i++) {
      minutes[i] = Varint.readInt(in);
      first = Math.min(AT_ONCE, first + minutes[i]);
    }
    refresh();
  }

  /** What was not learned yet, as in histories of version 4. */
  void readWaitingInto(DataInput in) throws IOException {
    first = in.readByte();
    hour = in.readLong();
    readHour(in, open);
    readHour(in, waiting);
  }

  private static void readHour(DataInput in, int[] hourly) throws IOException {
    int filled = in.readByte();
    for (int i = 0; i < filled; i++) {
      int bin = in.readByte();
      hourly[bin] = in.readByte();
    }
  }
}
