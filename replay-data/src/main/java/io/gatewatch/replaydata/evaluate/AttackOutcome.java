package io.gatewatch.replaydata.evaluate;

import java.time.Duration;
import java.time.Instant;

/**
 * What became of an attack.
 *
 * @param warmup whether it began in the warm-up
 * @param found the first version above low that names it; null when none did
 * @param rightCategory whether one of them had the attack's kind for its category
 * @param foundAtAll the first version of any severity; null when none did
 * @param cut the first cut of its doer; null without
 */
public record AttackOutcome(
    KnownAttack attack,
    boolean warmup,
    Raised found,
    boolean rightCategory,
    Instant foundAtAll,
    Instant cut) {

  boolean isFound() {
    return found != null;
  }

  /** From its first call to the alert; null when it was not found. */
  Double secondsToAlert() {
    return found == null ? null : secondsTo(found.time());
  }

  /** From its first call to the cut; null without. */
  Double secondsToCut() {
    return cut == null ? null : secondsTo(cut);
  }

  private double secondsTo(Instant time) {
    return Duration.between(attack.from(), time).toMillis() / 1000.0;
  }
}
