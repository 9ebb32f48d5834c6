package io.gatewatch.replaydata.generate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Harmless surprises, which a detector should not hold against any agent.
 *
 * @param outagesPerDay a service fails and slows down for all its clients
 * @param flashCrowdsPerDay customers come all at once, to every app
 * @param deploysPerWeek releases of each agent: its user agent changes, now and then all of it
 * @param onboardingShare share of the fleet that is new, 0..1
 * @param onboardingWithin newcomers arrive within this time of the start
 * @param movesPerWeek moves of each agent to another data centre: its addresses change
 * @param backfillsPerWeek times that some agent fetches all it has, unannounced
 * @param growingShare share of partners and apps that grow by 5 % a week, 0..1
 * @param clockChange the bank's clock goes forward an hour this long after the start; zero: never
 */
public record IncidentMix(
    double outagesPerDay,
    double flashCrowdsPerDay,
    double deploysPerWeek,
    double onboardingShare,
    Duration onboardingWithin,
    double movesPerWeek,
    double backfillsPerWeek,
    double growingShare,
    Duration clockChange) {

  public IncidentMix {
    requireNonNull(onboardingWithin, "onboardingWithin");
    requireNonNull(clockChange, "clockChange");
    check("outagesPerDay", outagesPerDay, 48);
    check("flashCrowdsPerDay", flashCrowdsPerDay, 24);
    check("deploysPerWeek", deploysPerWeek, 50);
    check("onboardingShare", onboardingShare, 1);
    check("movesPerWeek", movesPerWeek, 50);
    check("backfillsPerWeek", backfillsPerWeek, 500);
    check("growingShare", growingShare, 1);
    if (onboardingWithin.isNegative() || onboardingWithin.isZero()) {
      throw new IllegalArgumentException(
          "onboardingWithin: " + onboardingWithin + " (expected: a time above zero)");
    }
    if (clockChange.isNegative()) {
      throw new IllegalArgumentException(
          "clockChange: " + clockChange + " (expected: zero or more)");
    }
  }

  /** Nobody moves, grows or catches up, and the clocks stay. */
  public IncidentMix(
      double outagesPerDay,
      double flashCrowdsPerDay,
      double deploysPerWeek,
      double onboardingShare,
      Duration onboardingWithin) {
    this(
        outagesPerDay,
        flashCrowdsPerDay,
        deploysPerWeek,
        onboardingShare,
        onboardingWithin,
        0,
        0,
        0,
        Duration.ZERO);
  }

  private static void check(String name, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: 0.." + (long) max + ")");
    }
  }

  /** An outage a day, a crowd in three, a release an agent and week; few move or grow. */
  public static IncidentMix defaults() {
    return new IncidentMix(1, 0.33, 1, 0.08, Duration.ofDays(6), 0.1, 3, 0.15, Duration.ZERO);
  }

  /** Nothing surprising happens. */
  public static IncidentMix none() {
    return new IncidentMix(0, 0, 0, 0, Duration.ofDays(1));
  }
}
