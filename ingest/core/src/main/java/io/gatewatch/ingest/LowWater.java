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
  private static final int ALL_HAVE_SPOKEN_AFTER = 3;

  private final TreeMap<String, Long> writers = new TreeMap<>();
  private String firstHeard;
  private int firstSpoke;
  private long mark = Long.MIN_VALUE;

  /**
   * Takes a clock and gives the mark, in epoch milliseconds; it never goes back. Long.MIN_VALUE
   * until the writer that was heard first has spoken three times: every writer speaks once a
   * second, so by then all are known, also after a restart in mid-log.
   */
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
    if (allHaveSpoken(clock)) {
      mark = Math.max(mark, least);
    }
    return mark;
  }

  private boolean allHaveSpoken(Clock clock) {
    firstHeard = firstHeard == null ? clock.writer() : firstHeard;
    if (firstSpoke < ALL_HAVE_SPOKEN_AFTER && clock.writer().equals(firstHeard)) {
      firstSpoke++;
    }
    return firstSpoke >= ALL_HAVE_SPOKEN_AFTER;
  }

  /** The mark; Long.MIN_VALUE before the first clock. */
  public long mark() {
    return mark;
  }
}
