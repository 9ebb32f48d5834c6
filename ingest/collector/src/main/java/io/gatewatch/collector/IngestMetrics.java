package io.gatewatch.collector;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;

/** What the collector counts, on the default Prometheus registry. Names are contracts. */
final class IngestMetrics {
  static final Counter CALLS =
      Counter.builder()
          .name("gatewatch_calls_total")
          .help("Log lines that became calls.")
          .labelNames("format")
          .register();

  static final Counter REJECTS =
      Counter.builder()
          .name("gatewatch_rejects_total")
          .help("Log lines that could not be read.")
          .labelNames("format", "reason")
          .register();

  static final Counter BYTES =
      Counter.builder()
          .name("gatewatch_received_bytes_total")
          .help("Bytes of log lines, decompressed.")
          .labelNames("format")
          .register();

  static final Counter RESPONSES =
      Counter.builder()
          .name("gatewatch_receiver_responses_total")
          .help("Answers of the log receiver.")
          .labelNames("status")
          .register();

  static final Gauge CLOCK =
      Gauge.builder()
          .name("gatewatch_clock_timestamp_seconds")
          .help("Time that a writer promised last.")
          .labelNames("writer")
          .register();

  private IngestMetrics() {}
}
