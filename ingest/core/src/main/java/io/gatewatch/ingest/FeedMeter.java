package io.gatewatch.ingest;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what comes in, by feed, between two reports. Reads no clock: whoever lends it its lines
 * tells it the time. Confined to one thread at a time; at most {@link #MOST_FEEDS} feeds of 300 B,
 * {@link #MOST_OF_TENANT} of them of one tenant. What comes beyond is folded into {@link
 * Feed#restOf} its tenant, or {@link Feed#REST} where no feed of the tenant has a place: nobody can
 * make it grow, and who invents feeds takes no place from other tenants.
 */
public final class FeedMeter {
  /** Most feeds that one report tells apart. */
  public static final int MOST_FEEDS = 1_024;

  /** Most feeds of one tenant that one report tells apart. */
  public static final int MOST_OF_TENANT = 128;

  /** Reports end where such a piece of time has ended, in milliseconds. */
  public static final long ROUND_MILLIS = 10_000;

  private static final CallField[] FIELDS = CallField.values();

  private final Map<Feed, Counts> feeds = new LinkedHashMap<>();
  private final Map<String, Integer> places = new HashMap<>();
  private Feed lastFeed = Feed.REST;
  private Counts last;
  private long from = Long.MIN_VALUE;

  private static final class Counts {
    private long accepted;
    private long bytes;
    private long clamped;
    private long late;
    private long outOfOrder;
    private long newest = Long.MIN_VALUE;
    private final long[] filled = new long[FIELDS.length];
    private final TreeMap<String, Long> rejected = new TreeMap<>();

    private boolean isEmpty() {
      return accepted == 0 && rejected.isEmpty();
    }
  }

  /**
   * Counts a line that became a call.
   *
   * @param bytes length of the line
   * @param promised the latest time that this writer has promised, in ms since 1970
   */
  public void accepted(ApiCall call, int bytes, long promised) {
    String node = call.gatewayNode() == null ? "" : call.gatewayNode();
    String format = call.format() == null ? "calls" : call.format();
    Counts counts = counts(call.tenant(), call.gatewayGroup(), format, node);
    long time = call.time().toEpochMilli();
    counts.accepted++;
    counts.bytes += bytes;
    counts.clamped += call.timeClamped() ? 1 : 0;
    counts.late += time < promised ? 1 : 0;
    counts.outOfOrder += time < counts.newest ? 1 : 0;
    counts.newest = Math.max(counts.newest, time);
    for (int i = 0; i < FIELDS.length; i++) {
      counts.filled[i] += FIELDS[i].isFilled(call) ? 1 : 0;
    }
  }

  /** Counts a line that could not be read; which node wrote it is not known. */
  public void rejected(String tenant, String group, String format, String reason, int bytes) {
    Counts counts = counts(tenant, group, format, "");
    counts.bytes += bytes;
    counts.rejected.merge(reason, 1L, Long::sum);
  }

  /** Moves all that was counted here into another meter. */
  public void drainInto(FeedMeter total) {
    feeds.forEach((feed, counts) -> total.add(feed, counts));
    forget();
  }

  /** Whether a report is due when time has come so far: where a round has ended since the last. */
  public boolean isDue(long millis) {
    return from != Long.MIN_VALUE
        && Math.floorDiv(millis, ROUND_MILLIS) > Math.floorDiv(from, ROUND_MILLIS);
  }

  /**
   * Tells how far the writer's time has come; gives the report when one {@link #isDue}, else null.
   * The first telling is when listening begins.
   */
  public FeedReport reportAt(String writer, long millis) {
    if (from == Long.MIN_VALUE) {
      from = millis;
    }
    if (!isDue(millis)) {
      return null;
    }
    List<FeedCount> counted = new ArrayList<>();
    feeds.forEach(
        (feed, counts) -> {
          if (!counts.isEmpty()) {
            counted.add(count(feed, counts));
          }
        });
    FeedReport report =
        new FeedReport(writer, Instant.ofEpochMilli(from), Instant.ofEpochMilli(millis), counted);
    forget();
    from = millis;
    return report;
  }

  /** Nobody listened until then; what was counted before is told in the next report. */
  public void resumeAt(long millis) {
    from = millis;
  }

  private Counts counts(String tenant, String group, String format, String node) {
    // Lines come in bodies, and those of a body are mostly of one feed.
    if (last == null
        || !lastFeed.node().equals(node)
        || !lastFeed.group().equals(group)
        || !lastFeed.tenant().equals(tenant)
        || !lastFeed.format().equals(format)) {
      lastFeed = new Feed(tenant, group, format, node);
      last = counts(lastFeed);
    }
    return last;
  }

  private Counts counts(Feed feed) {
    Counts known = feeds.get(feed);
    return known == null ? feeds.computeIfAbsent(place(feed), f -> new Counts()) : known;
  }

  private Feed place(Feed feed) {
    int ofTenant = places.getOrDefault(feed.tenant(), 0);
    if (!feed.standsForRest() && feeds.size() < MOST_FEEDS && ofTenant < MOST_OF_TENANT) {
      places.put(feed.tenant(), ofTenant + 1);
      return feed;
    }
    return ofTenant > 0 ? Feed.restOf(feed.tenant()) : Feed.REST;
  }

  private void add(Feed feed, Counts more) {
    Counts counts = counts(feed);
    counts.accepted += more.accepted;
    counts.bytes += more.bytes;
    counts.clamped += more.clamped;
    counts.late += more.late;
    counts.outOfOrder += more.outOfOrder;
    for (int i = 0; i < FIELDS.length; i++) {
      counts.filled[i] += more.filled[i];
    }
    more.rejected.forEach((reason, n) -> counts.rejected.merge(reason, n, Long::sum));
  }

  /** Starts anew; a feed that spoke is kept for its newest time, one that did not is dropped. */
  private void forget() {
    feeds.values().removeIf(Counts::isEmpty);
    feeds.replaceAll(
        (feed, counts) -> {
          Counts fresh = new Counts();
          fresh.newest = counts.newest;
          return fresh;
        });
    places.clear();
    for (Feed feed : feeds.keySet()) {
      if (!feed.standsForRest()) {
        places.merge(feed.tenant(), 1, Integer::sum);
      }
    }
    last = null;
  }

  private static FeedCount count(Feed feed, Counts counts) {
    TreeMap<String, Long> filled = new TreeMap<>();
    for (int i = 0; i < FIELDS.length; i++) {
      filled.put(FIELDS[i].wireName(), counts.filled[i]);
    }
    return new FeedCount(
        feed,
        counts.accepted,
        counts.bytes,
        counts.clamped,
        counts.late,
        counts.outOfOrder,
        counts.rejected,
        filled);
  }
}
