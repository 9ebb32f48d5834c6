package io.gatewatch.features.feeds;

import io.gatewatch.features.Varint;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All reports that ended in one round. Which came first does not show: counts add up, spans are
 * sorted.
 */
public final class FeedRound {
  /** A report over a longer span was caught up on, not listened to: it proves no silence. */
  private static final long LONGEST_LISTENED_MILLIS = 60_000;

  /** Smaller holes between reports are none: writers report at moments of their own. */
  private static final long LARGEST_HOLE_MILLIS = 20_000;

  private record Span(long from, long to) implements Comparable<Span> {
    boolean isPlayed() {
      return to - from > LONGEST_LISTENED_MILLIS;
    }

    @Override
    public int compareTo(Span other) {
      int order = Long.compare(from, other.from);
      return order == 0 ? Long.compare(to, other.to) : order;
    }
  }

  /**
   * What the round adds to the time that somebody listened.
   *
   * @param millis time newly listened to, in milliseconds
   * @param lost whether there was a time before it in which nobody listened
   * @param until the end of all that was listened to, in ms since 1970
   */
  public record Listening(long millis, boolean lost, long until) {}

  private final TreeMap<String, FeedUse> sources = new TreeMap<>();
  private final TreeSet<Span> spans = new TreeSet<>();

  /** Takes a report. */
  public void add(FeedReport report) {
    spans.add(new Span(report.from().toEpochMilli(), report.to().toEpochMilli()));
    for (FeedCount count : report.feeds()) {
      boolean any = count.accepted() > 0 || !count.rejected().isEmpty();
      if (any) {
        sources.computeIfAbsent(count.feed().source(), s -> new FeedUse(count.feed())).add(count);
      }
    }
  }

  /**
   * How long somebody listened in this round, beyond what is known already.
   *
   * @param until the end of what was listened to before; Long.MIN_VALUE when nothing was
   */
  public Listening listening(long until) {
    long millis = 0;
    boolean lost = false;
    long end = until;
    for (Span span : spans) {
      if (!span.isPlayed()) {
        end = end == Long.MIN_VALUE ? span.from : end;
        lost |= span.from - end > LARGEST_HOLE_MILLIS;
        millis += Math.max(0, span.to - Math.max(span.from, end));
        end = Math.max(end, span.to);
      }
    }
    for (Span span : spans) {
      if (span.isPlayed() && span.to > end) {
        lost = true;
        end = span.to;
      }
    }
    return new Listening(millis, lost, end);
  }

  /** What came in, by source. */
  SortedMap<String, FeedUse> sources() {
    return sources;
  }

  /**
   * Whether feeds of a tenant may have been heard without being named, since a report had no place
   * for them: then the round proves nobody's silence there.
   */
  boolean isDoubted(String tenant) {
    return sources.containsKey(Feed.restOf(tenant).source())
        || sources.containsKey(Feed.REST.source());
  }

  /** Whether a source sent anything, read or not. */
  public boolean hasSent(Feed feed) {
    return sources.containsKey(feed.source());
  }

  /** Whether a line of anybody could be read. */
  public boolean isHeard() {
    return sources.values().stream().anyMatch(use -> use.accepted() > 0);
  }

  /**
   * Names of the sources of which a line could be read, in order; those without a place are not.
   */
  public List<String> speakers() {
    return sources.entrySet().stream()
        .filter(source -> source.getValue().accepted() > 0)
        .filter(source -> !source.getValue().source().standsForRest())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Writes the round. */
  public void writeTo(DataOutput out) throws IOException {
    Varint.write(out, spans.size());
    for (Span span : spans) {
      out.writeLong(span.from);
      out.writeLong(span.to);
    }
    Varint.write(out, sources.size());
    for (Map.Entry<String, FeedUse> source : sources.entrySet()) {
      source.getValue().writeTo(out);
    }
  }

  /** Reads a round. */
  public static FeedRound readFrom(DataInput in) throws IOException {
    FeedRound round = new FeedRound();
    int spans = Varint.readInt(in);
    for (int i = 0; i < spans; i++) {
      round.spans.add(new Span(in.readLong(), in.readLong()));
    }
    int sources = Varint.readInt(in);
    for (int i = 0; i < sources; i++) {
      FeedUse use = FeedUse.readFrom(in);
      round.sources.put(use.source().source(), use);
    }
    return round;
  }
}
