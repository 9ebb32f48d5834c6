package io.gatewatch.replaydata.generate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;

/**
 * All that decides a stream of traffic: the same scenario gives the same bytes.
 *
 * @param seed any number
 * @param start first moment of the stream
 * @param agents size of the fleet, 1..100000
 * @param clockShift added to UTC to get the bank's own clock, by which offices open and jobs run
 * @param strangersPerMinute probes by nobody in particular, in visits a minute
 */
public record Scenario(
    long seed,
    Instant start,
    int agents,
    Duration clockShift,
    AttackMix attacks,
    IncidentMix incidents,
    double strangersPerMinute) {

  /** Where a stream starts when nobody says: a Monday. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-05T00:00:00Z");

  public Scenario {
    requireNonNull(start, "start");
    requireNonNull(clockShift, "clockShift");
    requireNonNull(attacks, "attacks");
    requireNonNull(incidents, "incidents");
    if (agents < 1 || agents > 100_000) {
      throw new IllegalArgumentException("agents: " + agents + " (expected: 1..100000)");
    }
    if (!(strangersPerMinute >= 0 && strangersPerMinute <= 1000)) {
      throw new IllegalArgumentException(
          "strangersPerMinute: " + strangersPerMinute + " (expected: 0..1000)");
    }
  }

  /** An attack an hour, an outage a day, a twelfth of the agents new in the first week. */
  public static Scenario defaults(long seed, int agents) {
    return new Scenario(
        seed,
        DEFAULT_START,
        agents,
        Duration.ZERO,
        AttackMix.defaults(),
        IncidentMix.defaults(),
        1);
  }

  /** The same with another seed: other agents, other attacks. */
  public Scenario seeded(long newSeed) {
    return new Scenario(newSeed, start, agents, clockShift, attacks, incidents, strangersPerMinute);
  }

  /** The same at another start. */
  public Scenario at(Instant newStart) {
    return new Scenario(seed, newStart, agents, clockShift, attacks, incidents, strangersPerMinute);
  }

  /** The same with other attacks. */
  public Scenario with(AttackMix newAttacks) {
    return new Scenario(seed, start, agents, clockShift, newAttacks, incidents, strangersPerMinute);
  }

  /** The same with other surprises. */
  public Scenario with(IncidentMix newIncidents) {
    return new Scenario(seed, start, agents, clockShift, attacks, newIncidents, strangersPerMinute);
  }

  /** The same with another fleet. */
  public Scenario with(int newAgents) {
    return new Scenario(seed, start, newAgents, clockShift, attacks, incidents, strangersPerMinute);
  }
}
