package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What is known of a line before it is read.
 *
 * @param tenant whose gateway wrote it
 * @param group the gateway group it belongs to
 * @param environment production, sandbox, …; null when nobody said
 * @param receivedAt when the line reached us; null when a file is replayed, and then no time is cut
 *     to it
 */
public record LineContext(String tenant, String group, String environment, Instant receivedAt) {
  public LineContext {
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
  }
}
