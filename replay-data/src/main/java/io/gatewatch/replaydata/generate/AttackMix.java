package io.gatewatch.replaydata.generate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;

/**
 * Which attacks happen, and when.
 *
 * @param perDay attacks at random moments, one in each slot of a day's perDay-th part
 * @param quiet no random attack before this long after the start
 * @param kinds kinds of the random ones, in turns of drawn order
 * @param heldOut whether variants that nobody should tune by are among the random ones
 * @param planned attacks at given moments besides
 */
public record AttackMix(
    double perDay,
    Duration quiet,
    List<AttackKind> kinds,
    HeldOut heldOut,
    List<PlannedAttack> planned) {

  public AttackMix {
    requireNonNull(quiet, "quiet");
    requireNonNull(heldOut, "heldOut");
    kinds = List.copyOf(kinds);
    planned = List.copyOf(planned);
    if (!(perDay >= 0 && perDay <= 2000)) {
      throw new IllegalArgumentException("perDay: " + perDay + " (expected: 0..2000)");
    }
    if (perDay > 0 && kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds: none (expected: at least one attack kind)");
    }
  }

  /** Random attacks of all their variants, and planned ones. */
  public AttackMix(
      double perDay, Duration quiet, List<AttackKind> kinds, List<PlannedAttack> planned) {
    this(perDay, quiet, kinds, HeldOut.WITH, planned);
  }

  /**
   * One attack at a given moment.
   *
   * @param variant null draws one of the kind's
   * @param after time since the scenario's start
   * @param stealth 0 loud … 1 hardly to be seen; null draws it
   */
  public record PlannedAttack(
      AttackKind kind, AttackVariant variant, Duration after, Double stealth) {
    public PlannedAttack {
      requireNonNull(kind, "kind");
      requireNonNull(after, "after");
      if (variant != null && variant.kind() != kind) {
        throw new IllegalArgumentException(
            "variant: " + variant.wireName() + " (expected: one of " + kind.wireName() + ")");
      }
      if (after.isNegative()) {
        throw new IllegalArgumentException("after: " + after + " (expected: zero or more)");
      }
      if (stealth != null && !(stealth >= 0 && stealth <= 1)) {
        throw new IllegalArgumentException("stealth: " + stealth + " (expected: 0..1)");
      }
    }
  }

  /** All kinds, about one an hour, none in the first hour. */
  public static AttackMix defaults() {
    return new AttackMix(24, Duration.ofHours(1), List.of(AttackKind.values()), List.of());
  }

  /** No attack at all. */
  public static AttackMix none() {
    return new AttackMix(0, Duration.ZERO, List.of(), List.of());
  }
}
