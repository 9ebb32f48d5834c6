package io.gatewatch.ingest;

/** What a record of {@code gatewatch.calls} holds: a call, or a writer's clock. */
public sealed interface LogEntry permits ApiCall, Clock {
  /** The topic that carries calls and clocks. */
  String TOPIC = "gatewatch.calls";
}
