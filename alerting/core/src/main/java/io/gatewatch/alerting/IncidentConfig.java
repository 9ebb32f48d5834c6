package io.gatewatch.alerting;

/**
 * When incidents open, speak and close.
 *
 * @param quietSeconds an incident closes so long after its last finding, in seconds of event time
 * @param updateSeconds one that goes on is told again after so many seconds
 * @param riskStep a rise of risk worth a new version, in points
 * @param rememberSeconds so long after its last finding an entity's state is kept to recognise
 *     findings that are delivered again; older ones are taken for repetitions
 */
public record IncidentConfig(
    int quietSeconds, int updateSeconds, int riskStep, int rememberSeconds) {
  public IncidentConfig {
    if (quietSeconds < 1 || updateSeconds < 1 || riskStep < 1) {
      throw new IllegalArgumentException(
          "quietSeconds, updateSeconds, riskStep: (expected: 1 or more)");
    }
    if (rememberSeconds <= quietSeconds) {
      throw new IllegalArgumentException(
          "rememberSeconds: " + rememberSeconds + " (expected: more than quietSeconds)");
    }
  }

  /** 10 min of quiet, told every 5 min, 5 points, a day's memory. */
  public static IncidentConfig defaults() {
    return new IncidentConfig(600, 300, 5, 86_400);
  }
}
