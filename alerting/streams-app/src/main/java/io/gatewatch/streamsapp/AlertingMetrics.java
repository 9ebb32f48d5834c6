package io.gatewatch.streamsapp;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.QuotaUpdate;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import java.util.Locale;

/** What this room counts, in the default registry. */
final class AlertingMetrics {
  static final Counter ALERTS =
      Counter.builder()
          .name("gatewatch_alerts_total")
          .help("Alert versions told")
          .labelNames("category", "severity", "activity")
          .register();
  static final Counter QUOTAS =
      Counter.builder()
          .name("gatewatch_quota_updates_total")
          .help("Quota updates published")
          .labelNames("action", "mode")
          .register();
  static final Counter SKIPPED =
      Counter.builder()
          .name("gatewatch_detections_skipped_total")
          .help("Records of gatewatch.detections that could not be read")
          .register();
  static final Counter PASSED_OVER =
      Counter.builder()
          .name("gatewatch_governor_records_skipped_total")
          .help("Records of approvals, control, usage and verdicts that were passed over")
          .labelNames("topic")
          .register();
  static final Gauge QUOTAS_AWAY_FROM_BASE =
      Gauge.builder()
          .name("gatewatch_quotas_away_from_base")
          .help("Quotas in the ledger: cut, pinned, raised, recovering or about to be cut")
          .register();

  private AlertingMetrics() {}

  static void count(Alert alert) {
    ALERTS
        .labelValues(alert.category().wireName(), lower(alert.severity()), lower(alert.activity()))
        .inc();
  }

  static void count(QuotaUpdate update) {
    QUOTAS.labelValues(lower(update.action()), lower(update.mode())).inc();
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
