package io.gatewatch.collector;

/**
 * How far one raw partition has been read, looked at once a second. Lines that came since the last
 * look are on their way and hold nothing: the Clocks' lag is there for them. Lines that were there
 * before and are unread hold the Clocks, until nobody has read any for a minute.
 */
final class RawProgress {
  private static final long STALLED_MILLIS = 60_000;
  private static final long NONE = -1;

  private long nextToRead = NONE;
  private long end = NONE;
  private long movedAt;

  /**
   * Takes a look, and tells whether unread lines hold the Clocks.
   *
   * @param next offset that is read next
   * @param endNow offset behind the last line
   */
  boolean look(long next, long endNow, long nowMillis) {
    long endThen = end;
    if (next != nextToRead) {
      movedAt = nowMillis;
    }
    nextToRead = next;
    end = endNow;
    boolean unread = next < endNow;
    boolean onTheirWay = endThen != NONE && next >= endThen;
    return unread && !onTheirWay && !isStalled(nowMillis);
  }

  /**
   * When the line that is read next came in, as far as we can tell, in ms since 1970: when its
   * producer says, but no later than we first saw that it is next.
   *
   * @param timestamp of its record; 0 or less when it has none
   */
  long receipt(long timestamp) {
    return timestamp > 0 ? Math.min(timestamp, movedAt) : movedAt;
  }

  /** Whether nobody has read for a minute. */
  boolean isStalled(long nowMillis) {
    return nowMillis - movedAt > STALLED_MILLIS;
  }
}
