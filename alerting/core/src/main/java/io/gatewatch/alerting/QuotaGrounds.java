package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What the governor is told of one version of an agent's security alert: enough to decide, no
 * evidence and no calls (about 500 B).
 *
 * @param issuer who vouches for the agent's id; null when unknown
 * @param operationGroup where the evidence lies; null when it spans groups
 * @param callsPerMinute the agent's minutes by calls a minute, see {@code UsageHistogram}
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
    List<Integer> callsPerMinute) {

  /** The order in which a round's grounds are looked at: arrival cannot show. */
  public static final Comparator<QuotaGrounds> ORDER =
      Comparator.comparing(QuotaGrounds::time)
          .thenComparing(QuotaGrounds::alertId)
          .thenComparingInt(QuotaGrounds::version);

  public QuotaGrounds {
    requireNonNull(alertId, "alertId");
    requireNonNull(activity, "activity");
    requireNonNull(time, "time");
    requireNonNull(agentId, "agentId");
    requireNonNull(severity, "severity");
    callsPerMinute = List.copyOf(callsPerMinute);
  }

  /** Whether the incident goes on. */
  boolean open() {
    return activity != Alert.Activity.CLOSED;
  }
}
