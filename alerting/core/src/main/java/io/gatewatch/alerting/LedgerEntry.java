package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import java.util.List;
import java.util.TreeSet;

/**
 * One quota that is not at rest. Times are epoch milliseconds of event time. About 1 KB; bounded:
 * an agent has one open incident in the security lane, so causes are few.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class LedgerEntry {
  static final long NEVER = Long.MIN_VALUE;

  QuotaKey key;
  String agentName;
  String issuer;
  Category category;
  Severity severity;
  int risk;
  List<Integer> callsPerMinute = List.of();

  /** Of base; 1 until the first cut and after the last step up. */
  double factor = 1;

  /** As decided at the first cut; never goes further after that. */
  QuotaMode mode = QuotaMode.MONITOR;

  /** Alert ids of open incidents that keep it down. */
  TreeSet<String> causes = new TreeSet<>();

  /** The causes there were last. */
  TreeSet<String> lastCauses = new TreeSet<>();

  /** Whether a step down was asked for and is not made yet. */
  boolean wanted;

  long changedAt = NEVER;
  long toldAt = NEVER;
  long quietAt = NEVER;

  /** Whether it holds the agent below base. */
  boolean isCut() {
    return factor < 1;
  }

  /** Whether gateways apply it. */
  boolean isEnforced() {
    return isCut() && mode == QuotaMode.ENFORCE;
  }

  String groupKey() {
    return key.tenant() + "/" + key.group();
  }

  void hear(QuotaGrounds g) {
    agentName = g.agentName();
    issuer = g.issuer();
    category = g.category();
    severity = g.severity();
    risk = g.risk();
    callsPerMinute = g.callsPerMinute();
    wanted = true;
    addCause(g.alertId());
  }

  void addCause(String alertId) {
    if (causes.isEmpty()) {
      lastCauses.clear();
    }
    causes.add(alertId);
    lastCauses.add(alertId);
  }

  /** Takes a closed incident off; the last one starts the way back up. */
  void removeCause(String alertId, long now) {
    if (causes.remove(alertId) && causes.isEmpty()) {
      quietAt = now;
      wanted = false;
    }
  }
}
