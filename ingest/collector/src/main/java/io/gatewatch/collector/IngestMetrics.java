package io.gatewatch.collector;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;

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

  static final Counter OTLP_REFUSED =
      Counter.builder()
          .name("gatewatch_otlp_refused_total")
          .help("OTLP records that their sender may not write, or of no known format.")
          .labelNames("reason")
          .register();

  static final Counter CLAMPED =
      Counter.builder()
          .name("gatewatch_calls_time_clamped_total")
          .help("Calls dated more than 2 min after their receipt, and so dated at it.")
          .labelNames("format")
          .register();

  static final Counter LATE =
      Counter.builder()
          .name("gatewatch_calls_late_total")
          .help("Calls received after the Clock may have passed them: older than its lag.")
          .labelNames("format")
          .register();

  static final Counter OUT_OF_ORDER =
      Counter.builder()
          .name("gatewatch_calls_out_of_order_total")
          .help("Calls older than one received before from the same tenant, group and format.")
          .labelNames("format")
          .register();

  static final Histogram AGE =
      Histogram.builder()
          .name("gatewatch_call_age_seconds")
          .help("From the end of a call's response to the receipt of its line.")
          .labelNames("format")
          .classicOnly()
          .classicUpperBounds(0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600)
          .register();

  static final Gauge RAW_BACKLOG =
      Gauge.builder()
          .name("gatewatch_raw_backlog_timestamp_seconds")
          .help("Time of the oldest raw line that holds the Clocks back; 0 when none does.")
          .register();

  static final Gauge CLOCK =
      Gauge.builder()
          .name("gatewatch_clock_timestamp_seconds")
          .help("Time that a writer promised last.")
          .labelNames("writer")
          .register();

  static final Counter CONTROL =
      Counter.builder()
          .name("gatewatch_ingest_control_records_total")
          .help("Control records that lines are read by: catalogues and registries.")
          .labelNames("kind")
          .register();

  static final Counter CONTROL_REFUSED =
      Counter.builder()
          .name("gatewatch_ingest_control_refused_total")
          .help("Control records of these kinds that could not be used.")
          .register();

  static final Counter LEARNED =
      Counter.builder()
          .name("gatewatch_learned_routes_versions_total")
          .help("Versions of route templates learned from traffic that were published.")
          .register();

  private IngestMetrics() {}
}
