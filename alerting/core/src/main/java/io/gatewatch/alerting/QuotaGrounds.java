package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import java.time.Instant;
import java.util.List;

/**
 * What the governor is told of one version of an agent's security alert: enough to decide, no
 * evidence and no calls (about 500 B).
 *
 * @param issuer who vouches for the agent's id; null when unknown
 * @param operationGroup where the evidence lies; null when it spans groups
 * @param callsPerMinute the agent's minutes by calls a minute, see {@code UsageHistogram}
 * @param detectors live ones of the incident, by id
 */
public record QuotaGrounds(
    String alertId,
    int version,
    Alert.Activity activity,
    Instant time,
    String tenant,
    String group,
    String agentId,
    String agentName,
    String issuer,
    Category category,
    Severity severity,
    int risk,
    double confidence,
    String operationGroup,
    List<Integer> callsPerMinute,
    List<String> detectors) {

  public QuotaGrounds {
    requireNonNull(alertId, "alertId");
    requireNonNull(activity, "activity");
    requireNonNull(time, "time");
    requireNonNull(agentId, "agentId");
    requireNonNull(severity, "severity");
    callsPerMinute = List.copyOf(callsPerMinute);
    // Grounds that were stored before this field was added have none.
    detectors = detectors == null ? List.of() : List.copyOf(detectors);
  }

  /** The same with another confidence. */
  QuotaGrounds with(double other) {
    return new QuotaGrounds(
        alertId,
        version,
        activity,
        time,
        tenant,
        group,
        agentId,
        agentName,
        issuer,
        category,
        severity,
        risk,
        other,
        operationGroup,
        callsPerMinute,
        detectors);
  }

  /** Whether the incident goes on. */
  boolean open() {
    return activity != Alert.Activity.CLOSED;
  }
}
