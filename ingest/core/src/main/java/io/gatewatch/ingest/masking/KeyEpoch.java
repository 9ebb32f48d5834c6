package io.gatewatch.ingest.masking;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * A stretch of time over which nothing changes in how ids are masked.
 *
 * @param current what objects and hints are hashed under
 * @param previous what objects are hashed under as well; null outside of an overlap
 * @param identity what everything else is hashed under
 * @param from start, in ms since 1970, inclusive
 * @param until end, exclusive
 */
record KeyEpoch(
    MaskingKey current, MaskingKey previous, MaskingKey identity, long from, long until) {

  boolean holds(long epochMillis) {
    return epochMillis >= from && epochMillis < until;
  }

  /** The epochs of a ring, oldest first, from the beginning of time to its end. */
  static List<KeyEpoch> of(List<MaskingKey> keys) {
    TreeSet<Long> bounds = new TreeSet<>();
    bounds.add(Long.MIN_VALUE);
    bounds.add(Long.MAX_VALUE);
    for (MaskingKey key : keys.subList(1, keys.size())) {
      bounds.add(start(key));
      bounds.add(endOfOverlap(key));
    }
    List<KeyEpoch> epochs = new ArrayList<>();
    long from = bounds.pollFirst();
    for (long until : bounds) {
      epochs.add(at(keys, from, until));
      from = until;
    }
    return List.copyOf(epochs);
  }

  private static KeyEpoch at(List<MaskingKey> keys, long from, long until) {
    int current = 0;
    int identity = 0;
    for (int i = 1; i < keys.size(); i++) {
      boolean started = start(keys.get(i)) <= from;
      current = started ? i : current;
      identity = started && keys.get(i).isIdentity() ? i : identity;
    }
    boolean overlap = current > 0 && from < endOfOverlap(keys.get(current));
    MaskingKey previous = overlap ? keys.get(current - 1) : null;
    return new KeyEpoch(keys.get(current), previous, keys.get(identity), from, until);
  }

  private static long start(MaskingKey key) {
    return key.from().toEpochMilli();
  }

  private static long endOfOverlap(MaskingKey key) {
    return key.from().plus(key.overlap()).toEpochMilli();
  }
}
