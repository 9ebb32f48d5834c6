package io.gatewatch.models.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One thing that was done to the registry; stages follow from these alone. What somebody wrote is
 * plain text of bounded length, whatever stands in the store: it is shown on terminals, and an
 * event that a topic cannot take would end its audit.
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
 * @param fixture the one that is retired; null for the others
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
    Basis basis,
    String fixture) {

  /**
   * What the gates looked at.
   *
   * @param table SHA-256 of the text of the table of features
   * @param policy SHA-256 of the policy, as it is kept under {@code policies/}
   * @param evaluation name of the evaluation in the registry
   * @param labels SHA-256 of the file of known attacks that was given besides; null for none, and
   *     in events that were written before this was kept
   * @param verdicts SHA-256 of what analysts had said, in files and on the topic; null likewise
   */
  public record Basis(
      String table, String policy, String evaluation, String labels, String verdicts) {}

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
    ROLLBACK,
    /** A fixture is asked no more; it stays in the store. */
    RETIRE_FIXTURE
  }

  public Event {
    requireNonNull(time, "time");
    requireNonNull(who, "who");
    requireNonNull(action, "action");
    requireNonNull(why, "why");
    requireNonNull(previous, "previous");
    who = PlainText.of(who, PlainText.REASON);
    why = PlainText.of(why, PlainText.EVENT);
  }
}
