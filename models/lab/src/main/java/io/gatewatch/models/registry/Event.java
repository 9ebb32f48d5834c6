package io.gatewatch.models.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One thing that was done to the registry; stages follow from these alone.
 *
 * @param sequence 1, 2, …
 * @param time when, by the clock of who did it
 * @param who did it
 * @param action what was done
 * @param sha256 of the model's text; null for rules and baselines alone
 * @param model its version; null likewise
 * @param from from which event time on it counts; null when nothing changed for traffic
 * @param why in words
 * @param previous SHA-256 of the event before, as it was written; empty for the first
 * @param basis what a promotion or a refusal rests on; null for the others
 */
public record Event(
    int sequence,
    Instant time,
    String who,
    Action action,
    String sha256,
    String model,
    Instant from,
    String why,
    String previous,
    Basis basis) {

  /**
   * What the gates looked at.
   *
   * @param table SHA-256 of the text of the table of features
   * @param policy SHA-256 of the policy, as it is kept under {@code policies/}
   * @param evaluation name of the evaluation in the registry
   */
  public record Basis(String table, String policy, String evaluation) {}

  /** What can be done. */
  public enum Action {
    /** A model was put in. */
    ADD,
    /** A model became the shadow, or none did. */
    SHADOW,
    /** A model became champion. */
    PROMOTE,
    /** A gate refused a promotion; nothing changed. */
    REFUSE,
    /** The champion before became champion again, or none did. */
    ROLLBACK
  }

  public Event {
    requireNonNull(time, "time");
    requireNonNull(who, "who");
    requireNonNull(action, "action");
    requireNonNull(why, "why");
    requireNonNull(previous, "previous");
  }
}
