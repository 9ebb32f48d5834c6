package io.gatewatch.ingest;

/**
 * What a record of {@code gatewatch.calls} holds: a call, a writer's clock, or a writer's report of
 * what came in.
 */
public sealed interface LogEntry permits ApiCall, Clock, FeedReport {
  /** The topic that carries calls, clocks and reports. */
  String TOPIC = "gatewatch.calls";
}
