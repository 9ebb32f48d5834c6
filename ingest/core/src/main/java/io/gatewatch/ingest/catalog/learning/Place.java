package io.gatewatch.ingest.catalog.learning;

import java.util.Comparator;

/**
 * A place in masked routes, before the next segment. Ordered by depth, then by hash: what comes
 * first is kept when there is no room for all.
 *
 * @param depth segments before it
 * @param prefix the masked route up to it; empty at the start
 */
record Place(int depth, long hash, String prefix) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingInt(Place::depth)
          .thenComparing(Place::hash, Long::compareUnsigned)
          .thenComparing(Place::prefix);

  static Place of(int depth, String prefix) {
    return new Place(depth, WordSample.hash(prefix), prefix);
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }
}
