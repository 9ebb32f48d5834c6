package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import io.gatewatch.alerting.QuotaUpdate.Approval;
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

  /** Live detectors of the incident heard last. */
  TreeSet<String> detectors = new TreeSet<>();

  /** Alerts that were refused, released or left unanswered: they ask for nothing any more. */
  TreeSet<String> answered = new TreeSet<>();

  /** Since when a person's yes is waited for; NEVER when none is. */
  long pendingSince = NEVER;

  /** Since when it is waited for with a block, while the cut under it is in force. */
  long blockSince = NEVER;

  /** Whether a block was refused or lapsed: these alerts ask for none any more. */
  boolean blockAnswered;

  /** Quota ids under which the pending thing was published. */
  TreeSet<String> asked = new TreeSet<>();

  /** Where a person's yes stands. */
  Approval approval = Approval.NOT_NEEDED;

  String approvedBy;

  /** Whether all is refused: only ever with a person's yes. */
  boolean blocked;

  /** The pin that holds it; null for none. */
  Act pin;

  long changedAt = NEVER;

  /** When the cut began that is there now. */
  long begunAt = NEVER;

  long toldAt = NEVER;
  long quietAt = NEVER;

  static LedgerEntry of(QuotaKey key) {
    LedgerEntry entry = new LedgerEntry();
    entry.key = key;
    return entry;
  }

  /** Whether it holds the agent below base. */
  boolean isCut() {
    return factor < 1;
  }

  /** Whether it departs from base, a pin to more included. */
  boolean isHeld() {
    return factor != 1 || pin != null;
  }

  /** Whether a person's answer is waited for, for all of it. */
  boolean isPending() {
    return pendingSince != NEVER;
  }

  /** Whether gateways apply it. */
  boolean isEnforced() {
    return isCut() && mode == QuotaMode.ENFORCE;
  }

  boolean isOf(QuotaGrounds g) {
    return key.agent().equals(g.agentId())
        && key.tenant().equals(g.tenant())
        && key.group().equals(g.group());
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
    detectors = new TreeSet<>(g.detectors());
    wanted |= !answered.contains(g.alertId());
    addCause(g.alertId());
  }

  /** Nobody has to answer any more. */
  void settle(Approval answer, String by) {
    pendingSince = NEVER;
    asked.clear();
    approval = answer;
    approvedBy = by;
  }

  /** Goes to base at once; its alerts ask for nothing more. */
  void toBase(long now) {
    factor = 1;
    blocked = false;
    blockSince = NEVER;
    pin = null;
    wanted = false;
    answered.addAll(causes);
    changedAt = now;
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
      answered.clear();
      blockAnswered = false;
    }
  }
}
