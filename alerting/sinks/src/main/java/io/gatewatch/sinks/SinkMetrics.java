package io.gatewatch.sinks;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;

/** What this room counts, in the default registry. */
final class SinkMetrics {
  static final Counter DELIVERED =
      Counter.builder()
          .name("gatewatch_sink_delivered_total")
          .help("Alert versions that a sink's receiver took")
          .labelNames("sink")
          .register();
  static final Counter FAILED =
      Counter.builder()
          .name("gatewatch_sink_failed_attempts_total")
          .help("Attempts that a sink's receiver did not take and that are tried again")
          .labelNames("sink")
          .register();
  static final Counter DEAD =
      Counter.builder()
          .name("gatewatch_sink_dead_letters_total")
          .help("Alert versions given up, on gatewatch.dead-letters with the reason")
          .labelNames("sink")
          .register();
  static final Gauge WAITING_SINCE =
      Gauge.builder()
          .name("gatewatch_sink_waiting_since_timestamp_seconds")
          .help("Since when a sink waits for its receiver; 0 while it is taken")
          .labelNames("sink")
          .register();

  private SinkMetrics() {}
}
