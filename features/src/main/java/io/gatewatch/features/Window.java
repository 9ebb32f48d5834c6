package io.gatewatch.features;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Several counters over one sliding window that moves in steps (buckets). Time only goes forward.
 */
final class Window {
  private final int counters;
  private final int buckets;
  private final long bucketMillis;
  private final int[] counts;
  private final int[] sums;
  private long newest = Long.MIN_VALUE;

  Window(int counters, int buckets, long bucketMillis) {
    this.counters = counters;
    this.buckets = buckets;
    this.bucketMillis = bucketMillis;
    this.counts = new int[counters * buckets];
    this.sums = new int[counters];
  }

  /** Lets time reach a moment; buckets that fall out of the window are emptied. */
  void advance(long millis) {
    long bucket = Math.floorDiv(millis, bucketMillis);
    if (newest == Long.MIN_VALUE) {
      newest = bucket;
    }
    if (bucket - newest >= buckets) {
      Arrays.fill(counts, 0);
      Arrays.fill(sums, 0);
      newest = bucket;
    }
    while (newest < bucket) {
      newest++;
      int slot = slot(newest);
      for (int c = 0; c < counters; c++) {
        sums[c] -= counts[c * buckets + slot];
        counts[c * buckets + slot] = 0;
      }
    }
  }

  void add(int counter, int amount) {
    counts[counter * buckets + slot(newest)] += amount;
    sums[counter] += amount;
  }

  int sum(int counter) {
    return sums[counter];
  }

  /** What the newest bucket holds. */
  int newest(int counter) {
    return newest == Long.MIN_VALUE ? 0 : counts[counter * buckets + slot(newest)];
  }

  /** Index of the newest bucket; Long.MIN_VALUE before the first moment. */
  long newestBucket() {
    return newest;
  }

  private int slot(long bucket) {
    return (int) Math.floorMod(bucket, (long) buckets);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeLong(newest);
    for (int count : counts) {
      Varint.write(out, count);
    }
  }

  void readInto(DataInput in) throws IOException {
    newest = in.readLong();
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Varint.readInt(in);
      sums[i / buckets] += counts[i];
    }
  }
}
