package io.gatewatch.replaydata.generate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * All that decides a stream of traffic: the same scenario gives the same bytes.
 *
 * @param seed any number
 * @param start first moment of the stream
 * @param days length when nobody says another; 0 when the scenario does not care
 * @param agents size of the fleet, 1..100000
 * @param pace how busy the agents are, against the default's 1; jobs that run by the clock stay
 * @param clockShift added to UTC to get the bank's own clock, by which offices open and jobs run
 * @param strangersPerMinute probes by nobody in particular, in visits a minute
 * @param scansPerMinute scanners that go through a long list of paths, in visits a minute: what a
 *     public host lives with
 */
public record Scenario(
    long seed,
    Instant start,
    double days,
    int agents,
    double pace,
    Duration clockShift,
    AttackMix attacks,
    IncidentMix incidents,
    double strangersPerMinute,
    double scansPerMinute) {

  /** Where a stream starts when nobody says: a Monday. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-05T00:00:00Z");

  /** Scanners that a public host sees when nobody says how many, a minute. */
  public static final double USUAL_SCANS = 20;

  public Scenario {
    requireNonNull(start, "start");
    requireNonNull(clockShift, "clockShift");
    requireNonNull(attacks, "attacks");
    requireNonNull(incidents, "incidents");
    if (agents < 1 || agents > 100_000) {
      throw new IllegalArgumentException("agents: " + agents + " (expected: 1..100000)");
    }
    check("days", days, 0, 3660);
    check("pace", pace, 0.01, 10);
    check("strangersPerMinute", strangersPerMinute, 0, 1000);
    check("scansPerMinute", scansPerMinute, 0, 1000);
  }

  private static void check(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      String least = min == 0 ? "0" : Double.toString(min);
      throw new IllegalArgumentException(
          name + ": " + value + " (expected: " + least + ".." + (long) max + ")");
    }
  }

  /** An attack an hour, an outage a day, a twelfth of the agents new in the first week. */
  public static Scenario defaults(long seed, int agents) {
    AttackMix attacks = AttackMix.defaults();
    IncidentMix incidents = IncidentMix.defaults();
    return new Scenario(seed, DEFAULT_START, 0, agents, 1, Duration.ZERO, attacks, incidents, 1, 0);
  }

  /** The same with another seed: other agents, other attacks. */
  public Scenario seeded(long newSeed) {
    return copy(newSeed, start, agents, attacks, incidents);
  }

  /** The same at another start. */
  public Scenario at(Instant newStart) {
    return copy(seed, newStart, agents, attacks, incidents);
  }

  /** The same with other attacks. */
  public Scenario with(AttackMix newAttacks) {
    return copy(seed, start, agents, newAttacks, incidents);
  }

  /** The same with other surprises. */
  public Scenario with(IncidentMix newIncidents) {
    return copy(seed, start, agents, attacks, newIncidents);
  }

  /** The same with another fleet. */
  public Scenario with(int newAgents) {
    return copy(seed, start, newAgents, attacks, incidents);
  }

  private Scenario copy(
      long newSeed, Instant newStart, int newAgents, AttackMix newAttacks, IncidentMix surprises) {
    return new Scenario(
        newSeed,
        newStart,
        days,
        newAgents,
        pace,
        clockShift,
        newAttacks,
        surprises,
        strangersPerMinute,
        scansPerMinute);
  }
}
