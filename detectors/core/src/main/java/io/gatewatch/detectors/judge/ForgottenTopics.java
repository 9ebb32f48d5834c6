package io.gatewatch.detectors.judge;

import io.gatewatch.features.SortedHashes;
import io.gatewatch.features.Varint;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeSet;

/**
 * Topics that one detector told, without their times: they are known, so that they are neither told
 * nor counted again, until the last of them would be told again; then all are due. Kept are the
 * upper 13 bits of each half fingerprint, 7 at least: n of them take a new topic for theirs once in
 * 2^bits / n. When all 64 are here, nothing is told anyhow, and only their number is kept. Stored
 * about bits − log₂ n + 1.6 bits each, and 4 bytes.
 */
final class ForgottenTopics {
  private static final int MOST_BITS = 13;
  private static final int LEAST_BITS = 7;
  private static final long MINUTE_MILLIS = 60_000;

  private final TreeSet<Integer> prints = new TreeSet<>();
  private int bits = MOST_BITS;
  private int count;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /** How many there are: at least as many as can be told from one another. */
  int count() {
    return count;
  }

  /** When the last of them was told, up to the next minute; Long.MIN_VALUE for none. */
  long last() {
    return last;
  }

  boolean has(int topic) {
    return prints.contains(topic >>> (Integer.SIZE - bits));
  }

  void add(int topic, long told) {
    long time = -Math.floorDiv(-told, MINUTE_MILLIS) * MINUTE_MILLIS;
    first = Math.min(first, time);
    last = Math.max(last, time);
    count++;
    prints.add(topic >>> (Integer.SIZE - bits));
    if (count >= Told.MAX_TOPICS) {
      prints.clear();
    }
  }

  /** Whether all of them are due again. */
  boolean isOver(long time, long onceInMillis) {
    return count > 0 && time - last >= onceInMillis;
  }

  /** Whether the first of them was told by then. */
  boolean begunBy(long time) {
    return count > 0 && first <= time;
  }

  /** How many bits it holds in all. */
  int bits() {
    return bits * prints.size();
  }

  boolean canBlur() {
    return !prints.isEmpty() && bits > LEAST_BITS;
  }

  /** Keeps one bit less of each. */
  void blur() {
    TreeSet<Integer> shorter = new TreeSet<>();
    for (int print : prints) {
      shorter.add(print >>> 1);
    }
    prints.clear();
    prints.addAll(shorter);
    bits--;
  }

  /** Counts as full, whatever there is; false where less than 48 of 64 are. */
  boolean fill() {
    boolean many = !prints.isEmpty() && count >= Told.MAX_TOPICS / 4 * 3;
    if (many) {
      prints.clear();
      count = Told.MAX_TOPICS;
    }
    return many;
  }

  /** Whether two of them look alike, or only their number is kept. */
  boolean hasTwins() {
    return count != prints.size();
  }

  /** 0 for none, else 1 to 7 by how many bits there are of each. */
  int form() {
    return count == 0 ? 0 : bits - LEAST_BITS + 1;
  }

  /** Writes them, but not their {@link #form}, nor whether it {@link #hasTwins}. */
  void writeTo(DataOutput out, long near) throws IOException {
    if (count > 0) {
      if (hasTwins()) {
        Varint.write(out, count);
      }
      Varint.writeTime(out, minute(last), minute(near));
      Varint.write(out, minute(last) - minute(first));
      SortedHashes.write(out, prints.stream().mapToInt(Integer::intValue).toArray(), bits);
    }
  }

  void readInto(DataInput in, int form, boolean twins, long near) throws IOException {
    if (form > 0) {
      bits = form + LEAST_BITS - 1;
      int all = twins ? Varint.readInt(in) : 0;
      last = Varint.readTime(in, minute(near)) * MINUTE_MILLIS;
      first = last - Varint.read(in) * MINUTE_MILLIS;
      for (int print : SortedHashes.read(in, bits, Told.MAX_TOPICS)) {
        prints.add(print);
      }
      count = twins ? all : prints.size();
    }
  }

  private static long minute(long time) {
    return Math.floorDiv(time, MINUTE_MILLIS);
  }
}
