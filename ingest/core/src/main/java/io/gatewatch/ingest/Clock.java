package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Time as data: a writer's promise that it will write nothing older than {@code time} into this
 * partition.
 *
 * @param writer id of the writer, unique among those of a topic
 * @param time the writer's low-water mark
 */
public record Clock(String writer, Instant time) implements LogEntry {
  public Clock {
    requireNonNull(writer, "writer");
    requireNonNull(time, "time");
  }
}
