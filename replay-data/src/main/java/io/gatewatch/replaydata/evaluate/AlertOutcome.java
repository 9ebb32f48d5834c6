package io.gatewatch.replaydata.evaluate;

import io.gatewatch.alerting.Lane;

/**
 * What an alert was: of all its versions the first above low decides, else its first.
 *
 * @param warmup whether it was raised in the warm-up
 * @param event kind of the harmless event that it fell into; null unless the cause is EVENT
 * @param victim whether it names an agent in whose name others attacked
 */
public record AlertOutcome(
    Raised alert, boolean warmup, Cause cause, String event, boolean victim) {

  /** Why it was raised, as far as is known. */
  public enum Cause {
    /** Its entity was attacking then, or within ten minutes of it. */
    ATTACK,
    /** Its evidence began with an attack, but it was raised up to an hour after the end. */
    LATE,
    /** No attack; something harmless was going on. */
    EVENT,
    /** Nothing is known that would explain it. */
    NOTHING
  }

  /** Whether it would wake somebody: lane security, above low. */
  boolean isLoud() {
    return alert.lane() == Lane.SECURITY && alert.isAboveLow();
  }

  boolean isFalse() {
    return isLoud() && isWithoutAttack();
  }

  /** Whether no attack explains it. */
  boolean isWithoutAttack() {
    return cause == Cause.EVENT || cause == Cause.NOTHING;
  }
}
