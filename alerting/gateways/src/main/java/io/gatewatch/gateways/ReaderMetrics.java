package io.gatewatch.gateways;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;

/** What a reader counts, in the default registry. */
final class ReaderMetrics {
  static final Counter RECORDS =
      Counter.builder()
          .name("gatewatch_reader_records_total")
          .help("Records of gatewatch.quotas by what became of them: applied or why ignored")
          .labelNames("outcome")
          .register();
  static final Counter FEED_ANSWERS =
      Counter.builder()
          .name("gatewatch_reader_feed_answers_total")
          .help("Questions to the quota feed by result: answered or failed")
          .labelNames("result")
          .register();
  static final Counter RESULTS =
      Counter.builder()
          .name("gatewatch_reader_results_total")
          .help("Rows of gatewatch.quota-status by result")
          .labelNames("result")
          .register();
  static final Counter STATUS_LOST =
      Counter.builder()
          .name("gatewatch_reader_status_lost_total")
          .help("Rows of gatewatch.quota-status that were not written")
          .register();
  static final Counter PUSHES =
      Counter.builder()
          .name("gatewatch_reader_pushes_total")
          .help("Whole sets given to the gateway, by reason: start or restart")
          .labelNames("reason")
          .register();
  static final Counter MISMATCHES =
      Counter.builder()
          .name("gatewatch_reader_mismatches_total")
          .help("Limits found in the gateway otherwise than given, and mended")
          .register();
  static final Counter FAILURES =
      Counter.builder()
          .name("gatewatch_reader_failures_total")
          .help("Rounds in which the gateway did not answer as it should")
          .register();
  static final Gauge LIMITS =
      Gauge.builder()
          .name("gatewatch_reader_limits")
          .help("Limits that were read back from the gateway")
          .register();
  static final Gauge MISSING =
      Gauge.builder()
          .name("gatewatch_reader_limits_missing")
          .help("Limits that should hold and were not read back, such as for want of room")
          .register();
  static final Gauge OVERDUE =
      Gauge.builder()
          .name("gatewatch_reader_limits_overdue")
          .help("Limits that are over or withdrawn and could not be taken away yet")
          .register();
  static final Gauge ACTS =
      Gauge.builder()
          .name("gatewatch_reader_acts")
          .help("1 when this reader is the one of two that acts")
          .register();
  static final Gauge KILLED =
      Gauge.builder()
          .name("gatewatch_reader_killed")
          .help("1 while the kill file is there")
          .register();
  static final Gauge CONTROLLER_SILENT =
      Gauge.builder()
          .name("gatewatch_reader_controller_silent")
          .help("1 when no heartbeat came for 30 s")
          .register();
  static final Histogram APPLY_SECONDS =
      Histogram.builder()
          .name("gatewatch_reader_apply_seconds")
          .help("From the receipt of an update to its limit being read back")
          .classicUpperBounds(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5, 30)
          .classicOnly()
          .register();

  private ReaderMetrics() {}
}
