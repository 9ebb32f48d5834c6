package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Things that happen once in every slot of time. The thing in slot i is a function of i alone, so
 * that the series can be entered anywhere; the last few are kept.
 */
final class SlotSeries<T> {
  private static final int KEPT = 8;

  private final long origin;
  private final long slotMillis;
  private final LongFunction<T> make;
  private final long[] indices = new long[KEPT];
  private final Object[] kept = new Object[KEPT];

  /**
   * @param perDay how many a day; 0 for none
   */
  SlotSeries(long origin, double perDay, LongFunction<T> make) {
    this.origin = origin;
    this.slotMillis = perDay <= 0 ? 0 : Math.max(1, (long) (24 * Hour.MILLIS / perDay));
    this.make = make;
  }

  boolean isEmpty() {
    return slotMillis == 0;
  }

  long slotOf(long moment) {
    return Math.floorDiv(moment - origin, slotMillis);
  }

  /** First moment of a slot. */
  long startOf(long slot) {
    return origin + slot * slotMillis;
  }

  /** A moment in the slot, uniformly drawn. */
  long momentIn(long slot, Draw draw) {
    return startOf(slot) + draw.below(slotMillis);
  }

  /** The thing of this slot; null before the origin. */
  @SuppressWarnings("unchecked")
  T in(long slot) {
    if (slot < 0) {
      return null;
    }
    int place = (int) (slot % KEPT);
    if (kept[place] == null || indices[place] != slot) {
      kept[place] = make.apply(slot);
      indices[place] = slot;
    }
    return (T) kept[place];
  }

  /** The things of all slots that a span of time touches, and of the one before. */
  List<T> touching(long from, long to) {
    List<T> things = new ArrayList<>();
    if (!isEmpty()) {
      for (long slot = Math.max(0, slotOf(from) - 1); slot <= slotOf(to); slot++) {
        things.add(in(slot));
      }
    }
    return things;
  }
}
