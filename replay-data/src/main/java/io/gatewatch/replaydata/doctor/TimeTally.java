package io.gatewatch.replaydata.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** The order of the calls' times, and how they stand to a moment that none should lie beyond. */
final class TimeTally {
  /** As ingest clamps. */
  private static final long MOST_AHEAD = Duration.ofMinutes(2).toMillis();

  /** As a replay sorts. */
  private static final long SORTED_WITHIN = Duration.ofSeconds(60).toMillis();

  private static final long HALF_HOUR = Duration.ofMinutes(30).toMillis();
  private static final long WIDEST_ZONE = Duration.ofHours(14).toMillis();

  private final long against;
  private final boolean live;
  private long calls;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;
  private long newestOfFile = Long.MIN_VALUE;
  private long outOfOrder;
  private long late;
  private long furthestBack;
  private long future;

  /**
   * @param against the moment, in ms since 1970: when the sample was written last, or now
   * @param live whether the sample ends at that moment, so that being behind it means something
   */
  TimeTally(long against, boolean live) {
    this.against = against;
    this.live = live;
  }

  /** Files are out of order among each other anyway. */
  void startFile() {
    newestOfFile = Long.MIN_VALUE;
  }

  void add(long time) {
    calls++;
    first = Math.min(first, time);
    last = Math.max(last, time);
    future += time > against + MOST_AHEAD ? 1 : 0;
    if (time < newestOfFile) {
      long back = newestOfFile - time;
      outOfOrder++;
      late += back > SORTED_WITHIN ? 1 : 0;
      furthestBack = Math.max(furthestBack, back);
    }
    newestOfFile = Math.max(newestOfFile, time);
  }

  Diagnosis.Times times() {
    boolean any = calls > 0;
    return new Diagnosis.Times(
        any ? Instant.ofEpochMilli(first) : null,
        any ? Instant.ofEpochMilli(last) : null,
        Share.of(outOfOrder, calls),
        Share.of(late, calls),
        furthestBack / 1000.0,
        Instant.ofEpochMilli(against),
        any ? (last - against) / 1000.0 : null,
        Share.of(future, calls),
        any ? zone(last - against) : null);
  }

  /**
   * Half an hour or more off, by whole half hours but for the two minutes that a clock may be off:
   * local time that was written or read as UTC.
   */
  private String zone(long ahead) {
    long halves = Math.round((double) ahead / HALF_HOUR);
    boolean whole = Math.abs(ahead - halves * HALF_HOUR) <= MOST_AHEAD;
    boolean suspicious = whole && halves != 0 && Math.abs(halves * HALF_HOUR) <= WIDEST_ZONE;
    return suspicious && (live || ahead > 0)
        ? ZoneOffset.ofTotalSeconds((int) (halves * HALF_HOUR / 1000)).getId()
        : null;
  }
}
