package io.gatewatch.alerting;

import java.util.List;

/**
 * What came out of deciding rounds.
 *
 * @param quotas in order of version
 * @param alerts of the governor's own: category quota_guard
 * @param settled grounds that were looked at and need not be kept
 */
public record Decided(List<QuotaUpdate> quotas, List<Alert> alerts, List<QuotaGrounds> settled) {
  /** Whether nothing was decided and the ledger stands as it stood. */
  public boolean isEmpty() {
    return quotas.isEmpty() && alerts.isEmpty() && settled.isEmpty();
  }
}
