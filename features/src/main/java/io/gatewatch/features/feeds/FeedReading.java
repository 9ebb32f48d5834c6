package io.gatewatch.features.feeds;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.CallField;
import io.gatewatch.ingest.Feed;
import java.util.List;

/**
 * What is wrong with a feed now.
 *
 * @param feed its node is empty when all nodes of the source are meant
 * @param silence null when it speaks
 * @param faults what its lines lack or have too much of; none for a single node
 */
public record FeedReading(Feed feed, Silence silence, List<Fault> faults) {
  public FeedReading {
    requireNonNull(feed, "feed");
    faults = List.copyOf(faults);
  }

  /**
   * No accepted line for improbably long.
   *
   * @param pauseMillis time that somebody listened since the last line
   * @param usualMillis the longest pause that is usual at this hour of the week
   * @param nats −ln of the probability of such a pause, at the feed's own usual pauses
   */
  public record Silence(long pauseMillis, long usualMillis, double nats) {}

  /**
   * A share that has left its usual range.
   *
   * @param kind what the share is of
   * @param field the field that is lost; null for other kinds
   * @param share of the last minutes, 0..1: calls without the field, lines rejected, or calls dated
   *     ahead
   * @param usual the highest that is usual at this hour of the day
   * @param reason the most frequent reject of late; null for other kinds
   * @param nats evidence: ln of a likelihood ratio
   */
  public record Fault(
      Kind kind, CallField field, double share, double usual, String reason, double nats) {
    public Fault {
      requireNonNull(kind, "kind");
    }
  }

  /** Kinds of fault. */
  public enum Kind {
    /** Lines that cannot be read. */
    REJECTED,
    /** Calls that are dated minutes ahead: the gateway's clock is wrong. */
    DATED_AHEAD,
    /** Calls that lack a field. */
    FIELD_LOST
  }
}
