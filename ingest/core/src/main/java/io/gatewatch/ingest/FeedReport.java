package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * What one writer received in a span of its time, about every 10 s, by feed. It says as much by
 * what it does not name: the writer listened from {@code from} to {@code to}, and heard nothing
 * else. Time that no report covers is time in which nobody listened, and proves no silence.
 *
 * @param writer id of the writer, unique among those of the topic
 * @param from where its last report ended; when it began to listen, in its first one
 * @param to when it was written; never older than a Clock that the writer told before
 * @param feeds those from which something came; an empty list says that nothing did
 */
public record FeedReport(String writer, Instant from, Instant to, List<FeedCount> feeds)
    implements LogEntry {
  public FeedReport {
    requireNonNull(writer, "writer");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from: " + from + " (expected: before " + to + ")");
    }
    feeds = List.copyOf(feeds);
  }

  /** Its key on {@code gatewatch.calls}: reports of one writer keep their order. */
  public String key() {
    return "feeds/" + Principal.encode(writer);
  }
}
