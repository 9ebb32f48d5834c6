package io.gatewatch.ingest;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The least clock over the known writers of one partition: nothing older will come. A writer that
 * stays 60 s behind the foremost one, by their clocks, is dropped until it catches up. A few dozen
 * bytes a writer.
 */
public final class LowWater {
  private static final long DROPPED_BEHIND_MILLIS = 60_000;

  private final TreeMap<String, Long> writers = new TreeMap<>();
  private long mark = Long.MIN_VALUE;

  /** Takes a clock and gives the mark, in epoch milliseconds; it never goes back. */
  public long observe(Clock clock) {
    writers.merge(clock.writer(), clock.time().toEpochMilli(), Math::max);
    long foremost = Long.MIN_VALUE;
    for (long time : writers.values()) {
      foremost = Math.max(foremost, time);
    }
    long least = foremost;
    for (Iterator<Map.Entry<String, Long>> i = writers.entrySet().iterator(); i.hasNext(); ) {
      long time = i.next().getValue();
      if (time < foremost - DROPPED_BEHIND_MILLIS) {
        i.remove();
      } else {
        least = Math.min(least, time);
      }
    }
    mark = Math.max(mark, least);
    return mark;
  }

  /** The mark; Long.MIN_VALUE before the first clock. */
  public long mark() {
    return mark;
  }
}
