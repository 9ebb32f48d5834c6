package io.gatewatch.collector;

import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
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

  static final Counter CLAMPED =
      Counter.builder()
          .name("gatewatch_calls_time_clamped_total")
          .help("Calls dated more than 2 min after their receipt, and so dated at it.")
          .labelNames("format")
          .register();

  static final Counter LATE =
      Counter.builder()
          .name("gatewatch_calls_late_total")
          .help("Calls older than what a Clock had promised before they came.")
          .labelNames("format")
          .register();

  static final Counter OUT_OF_ORDER =
      Counter.builder()
          .name("gatewatch_calls_out_of_order_total")
          .help("Calls older than one of the same feed that was read before.")
          .labelNames("format")
          .register();

  static final Gauge CLOCK =
      Gauge.builder()
          .name("gatewatch_clock_timestamp_seconds")
          .help("Time that a writer promised last.")
          .labelNames("writer")
          .register();

  private IngestMetrics() {}

  /** Counts how well the calls of a report kept to time. */
  static void count(FeedReport report) {
    for (FeedCount feed : report.feeds()) {
      String format = feed.feed().format();
      CLAMPED.labelValues(format).inc(feed.clamped());
      LATE.labelValues(format).inc(feed.late());
      OUT_OF_ORDER.labelValues(format).inc(feed.outOfOrder());
    }
  }
}
