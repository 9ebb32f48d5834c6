package io.gatewatch.replaydata.generate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Harmless surprises, which a detector should not hold against any agent.
 *
 * @param outagesPerDay a service fails and slows down for all its clients
 * @param flashCrowdsPerDay customers come all at once, to every app
 * @param deploysPerWeek releases of each agent: its user agent changes
 * @param onboardingShare share of the fleet that is new, 0..1
 * @param onboardingWithin newcomers arrive within this time of the start
 */
public record IncidentMix(
    double outagesPerDay,
    double flashCrowdsPerDay,
    double deploysPerWeek,
    double onboardingShare,
    Duration onboardingWithin) {

  public IncidentMix {
    requireNonNull(onboardingWithin, "onboardingWithin");
    check("outagesPerDay", outagesPerDay, 48);
    check("flashCrowdsPerDay", flashCrowdsPerDay, 24);
    check("deploysPerWeek", deploysPerWeek, 50);
    check("onboardingShare", onboardingShare, 1);
    if (onboardingWithin.isNegative() || onboardingWithin.isZero()) {
      throw new IllegalArgumentException(
          "onboardingWithin: " + onboardingWithin + " (expected: a time above zero)");
    }
  }

  private static void check(String name, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: 0.." + (long) max + ")");
    }
  }

  /** An outage a day, a crowd in three, a release an agent and week. */
  public static IncidentMix defaults() {
    return new IncidentMix(1, 0.33, 1, 0.08, Duration.ofDays(6));
  }

  /** Nothing surprising happens. */
  public static IncidentMix none() {
    return new IncidentMix(0, 0, 0, 0, Duration.ofDays(1));
  }
}
