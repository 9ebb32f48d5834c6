package io.gatewatch.alerting;

import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A run of the whole fold on one thread, and the rows it gave. */
final class Rows {
  final List<Alert> alerts = new ArrayList<>();
  final List<QuotaUpdate> quotas = new ArrayList<>();
  final List<AuditEntry> audit = new ArrayList<>();
  private final DeskBook book;
  private final LocalAlerting alerting;

  Rows(AlertingConfig config) {
    this(config, new DeskBook());
  }

  Rows(AlertingConfig config, DeskBook book) {
    this.book = book;
    alerting = new LocalAlerting(config, book, alerts::add, quotas::add).auditTo(audit::add);
  }

  /** Where tenant "bank" is enforced, and 70 agents are known to call: seven are a tenth. */
  static final AlertingConfig ENFORCING =
      AlertingConfig.defaults().withMode("bank/*", QuotaMode.ENFORCE).withActiveAgents(70);

  static Rows enforcing() {
    return new Rows(ENFORCING);
  }

  Rows hear(Detection... detections) {
    for (Detection d : detections) {
      alerting.detection(d);
    }
    return this;
  }

  /** Somebody says something. */
  Rows say(Act... acts) {
    for (Act act : acts) {
      alerting.act(act);
    }
    return this;
  }

  /** Analysts say something. */
  Rows rule(AnalystVerdict... verdicts) {
    for (AnalystVerdict verdict : verdicts) {
      alerting.verdict(verdict);
    }
    return this;
  }

  /** Hours of use are told. */
  Rows use(UsageRow... rows) {
    for (UsageRow row : rows) {
      alerting.usage(row);
    }
    return this;
  }

  /** Who is known, from the beginning. */
  Rows know(String registry) {
    book.add(ControlRecord.of(ControlRecord.REGISTRY, "agents", 1, Instant.EPOCH, registry));
    return this;
  }

  QuotaUpdate last() {
    return quotas.get(quotas.size() - 1);
  }

  List<MonitorReport> reports() {
    return alerting.reports();
  }

  /** Lets the Clock say so many seconds after noon. */
  Rows until(long seconds) {
    alerting.clock(after(seconds));
    return this;
  }

  /** All versions of the first alert. */
  List<Alert> first() {
    String id = alerts.get(0).alertId();
    return alerts.stream().filter(a -> a.alertId().equals(id)).toList();
  }

  /** The newest version of the first alert. */
  Alert latest() {
    return first().get(first().size() - 1);
  }

  static Instant after(long seconds) {
    return Findings.NOON.plusSeconds(seconds);
  }
}
