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

  /** The newest bucket's place, and its end as far as {@link #advance} knows. */
  private int slot;

  private long until = Long.MIN_VALUE;

  Window(int counters, int buckets, long bucketMillis) {
    this.counters = counters;
    this.buckets = buckets;
    this.bucketMillis = bucketMillis;
    this.counts = new int[counters * buckets];
    this.sums = new int[counters];
  }

  /** Lets time reach a moment; buckets that fall out of the window are emptied. */
  void advance(long millis) {
    if (millis < until) {
      return;
    }
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
      int freed = slot(newest);
      for (int c = 0; c < counters; c++) {
        sums[c] -= counts[c * buckets + freed];
        counts[c * buckets + freed] = 0;
      }
    }
    slot = slot(newest);
    until = (newest + 1) * bucketMillis;
  }

  void add(int counter, int amount) {
    counts[counter * buckets + slot] += amount;
    sums[counter] += amount;
  }

  int sum(int counter) {
    return sums[counter];
  }

  /** The most that one bucket holds. */
  int most(int counter) {
    int most = 0;
    for (int i = counter * buckets; i < (counter + 1) * buckets; i++) {
      most = Math.max(most, counts[i]);
    }
    return most;
  }

  /** What so many buckets before the newest hold together; fewer than there are. */
  int before(int counter, int steps) {
    int sum = 0;
    for (int i = 1; i <= steps; i++) {
      sum += counts[counter * buckets + slot(newest - i)];
    }
    return sum;
  }

  /** What the newest bucket holds. */
  int newest(int counter) {
    return newest == Long.MIN_VALUE ? 0 : counts[counter * buckets + slot];
  }

  /** Index of the newest bucket; Long.MIN_VALUE before the first moment. */
  long newestBucket() {
    return newest;
  }

  private int slot(long bucket) {
    return (int) Math.floorMod(bucket, (long) buckets);
  }

  /** Counters that hold something, as bits; of each its buckets that do, as bits, and those. */
  void writeTo(DataOutput out, long now) throws IOException {
    Varint.writeTime(out, newest, Math.floorDiv(now, bucketMillis));
    int filled = 0;
    for (int c = 0; c < counters; c++) {
      filled |= filledBuckets(c) == 0 ? 0 : 1 << c;
    }
    Varint.write(out, filled);
    for (int c = 0; c < counters; c++) {
      int of = filledBuckets(c);
      if (of != 0) {
        out.writeByte(of);
      }
      for (int b = 0; b < buckets; b++) {
        if (((of >>> b) & 1) != 0) {
          Varint.write(out, counts[c * buckets + b]);
        }
      }
    }
  }

  private int filledBuckets(int counter) {
    int filled = 0;
    for (int b = 0; b < buckets; b++) {
      filled |= counts[counter * buckets + b] == 0 ? 0 : 1 << b;
    }
    return filled;
  }

  void readInto(DataInput in, long now) throws IOException {
    newest = Varint.readTime(in, Math.floorDiv(now, bucketMillis));
    slot = slot(newest);
    int filled = Varint.readInt(in);
    for (int c = 0; c < counters; c++) {
      int of = ((filled >>> c) & 1) == 0 ? 0 : in.readByte();
      for (int b = 0; b < buckets; b++) {
        if (((of >>> b) & 1) != 0) {
          counts[c * buckets + b] = Varint.readInt(in);
          sums[c] += counts[c * buckets + b];
        }
      }
    }
  }

  /** As in pulses up to version 3. */
  void readPlainInto(DataInput in) throws IOException {
    newest = in.readLong();
    slot = slot(newest);
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Varint.readInt(in);
      sums[i / buckets] += counts[i];
    }
  }
}
