package io.gatewatch.alerting;

import io.gatewatch.alerting.audit.AuditEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * What came out of deciding ticks.
 *
 * @param quotas in order of version
 * @param alerts of the governor's own: category quota_guard
 * @param audit who did or decided what, linked in order
 * @param settled what was looked at and need not be kept
 */
public record Decided(
    List<QuotaUpdate> quotas, List<Alert> alerts, List<AuditEntry> audit, List<Told> settled) {
  /** Nothing yet; the lists grow. */
  Decided() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  /** Whether there is nothing to tell and nothing to drop. */
  public boolean isEmpty() {
    return quotas.isEmpty() && alerts.isEmpty() && audit.isEmpty() && settled.isEmpty();
  }
}
