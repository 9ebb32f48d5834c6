package io.gatewatch.alerting;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;

/**
 * When incidents open, speak and close.
 *
 * @param quietSeconds an incident closes so long after its last finding, in seconds of event time
 * @param complianceQuietSeconds the same in the compliance lane, whose findings are told once a
 *     day, and for strangers who probe all the time: longer than that, so that what goes on stays
 *     one open alert
 * @param reopenSeconds what comes back so soon after its last finding, in the same category or by
 *     the detector that led, no graver than it was and not critical, is the same incident again
 * @param updateSeconds one that goes on is told again after so many seconds
 * @param riskStep a rise of risk worth a new version, in points
 * @param rememberSeconds so long after its last finding an entity's state is kept to recognise
 *     findings that are delivered again; older ones are taken for repetitions
 */
public record IncidentConfig(
    int quietSeconds,
    int complianceQuietSeconds,
    int reopenSeconds,
    int updateSeconds,
    int riskStep,
    int rememberSeconds) {
  public IncidentConfig {
    if (quietSeconds < 1 || complianceQuietSeconds < 1 || updateSeconds < 1 || riskStep < 1) {
      throw new IllegalArgumentException(
          "quietSeconds, complianceQuietSeconds, updateSeconds, riskStep: (expected: 1 or more)");
    }
    if (reopenSeconds < 0) {
      throw new IllegalArgumentException(
          "reopenSeconds: " + reopenSeconds + " (expected: 0 or more)");
    }
    if (rememberSeconds <= quietSeconds || rememberSeconds < reopenSeconds) {
      throw new IllegalArgumentException(
          "rememberSeconds: "
              + rememberSeconds
              + " (expected: more than quietSeconds, at least reopenSeconds)");
    }
  }

  /**
   * 10 min of quiet (25 h for compliance), the same within 6 h, told every 5 min, 5 points, a day.
   */
  public static IncidentConfig defaults() {
    return new IncidentConfig(600, 90_000, 21_600, 300, 5, 86_400);
  }

  /**
   * How long it must be quiet for an incident to close, in seconds. Strangers who probe all the
   * time come and go, and are one incident as long as they do.
   */
  int quietSeconds(Detection leading) {
    boolean strangers =
        leading.category() == Category.INJECTION_PROBE
            && leading.entity().kind() == Entity.Kind.SERVICE;
    boolean rolling = strangers || Lane.of(leading) == Lane.COMPLIANCE;
    return rolling ? complianceQuietSeconds : quietSeconds;
  }
}
