package io.gatewatch.replaydata.generate;

import io.gatewatch.replaydata.generate.AttackMix.PlannedAttack;
import java.util.ArrayList;
import java.util.List;

/**
 * Which attack comes next: kinds take turns in an order that is drawn anew for each turn of all of
 * them, and so do the variants of each kind. A function of the slot's number alone.
 */
final class VariantTurns {
  private final Scenario scenario;
  private final List<AttackKind> kinds;

  VariantTurns(Scenario scenario) {
    this.scenario = scenario;
    this.kinds = new ArrayList<>(scenario.attacks().kinds());
    kinds.removeIf(kind -> allowed(kind).isEmpty());
  }

  boolean isEmpty() {
    return kinds.isEmpty();
  }

  AttackVariant in(long slot) {
    int count = kinds.size();
    AttackKind kind = turn(kinds, slot, Draw.name("kinds"));
    return turn(allowed(kind), slot / count, Draw.name(kind.wireName()));
  }

  /** The variant of a planned attack; drawn when the plan names only a kind. */
  AttackVariant of(PlannedAttack planned, long key) {
    if (planned.variant() != null) {
      return planned.variant();
    }
    List<AttackVariant> variants = allowed(planned.kind());
    List<AttackVariant> some = variants.isEmpty() ? AttackVariant.of(planned.kind()) : variants;
    return some.get(Draw.of(key, 4).below(some.size()));
  }

  /** So long may one of them last. */
  long longestMillis() {
    long longest = 0;
    for (AttackKind kind : kinds) {
      for (AttackVariant variant : allowed(kind)) {
        longest = Math.max(longest, variant.longestMillis());
      }
    }
    return longest;
  }

  private List<AttackVariant> allowed(AttackKind kind) {
    List<AttackVariant> variants = AttackVariant.of(kind);
    variants.removeIf(variant -> !scenario.attacks().heldOut().allows(variant));
    return variants;
  }

  private <T> T turn(List<T> all, long number, long name) {
    List<T> left = new ArrayList<>(all);
    Draw draw = Draw.of(scenario.seed(), name, number / left.size());
    for (long skip = number % left.size(); skip > 0; skip--) {
      left.remove(draw.below(left.size()));
    }
    return left.get(draw.below(left.size()));
  }
}
