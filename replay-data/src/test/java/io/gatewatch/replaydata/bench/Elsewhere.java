package io.gatewatch.replaydata.bench;

import io.gatewatch.replaydata.evaluate.KnownAttack;
import io.gatewatch.replaydata.evaluate.RunSpan;
import io.gatewatch.replaydata.evaluate.Truth;
import java.time.Duration;
import java.time.Instant;

/**
 * Attacks that are not there: each real one's doer, kind and length, five hours from it. Who tells
 * of everybody all the time finds these too, and that much of what else it finds is luck.
 */
final class Elsewhere {
  private static final Duration AWAY = Duration.ofHours(5);

  private Elsewhere() {}

  /** Later, or earlier when that would be after the run's end. */
  static Truth of(Truth truth, RunSpan span) {
    return new Truth(
        truth.attacks().stream().map(a -> moved(a, span.to())).toList(), truth.benign());
  }

  private static KnownAttack moved(KnownAttack a, Instant end) {
    Duration away = a.to().plus(AWAY).isAfter(end) ? AWAY.negated() : AWAY;
    return new KnownAttack(
        a.id(),
        a.kind(),
        a.variant(),
        a.heldOut(),
        a.entityKind(),
        a.entityId(),
        a.networks(),
        a.victimId(),
        a.from().plus(away),
        a.to().plus(away),
        a.calls(),
        a.stealth());
  }
}
