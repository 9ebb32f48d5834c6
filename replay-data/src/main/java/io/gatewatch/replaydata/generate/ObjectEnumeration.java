package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/**
 * An agent asks for objects that were never its own, id after id or at random; most are refused, or
 * all of them answered.
 */
final class ObjectEnumeration {
  private static final Endpoint[] TARGETS = {
    Endpoint.BALANCES, Endpoint.ACCOUNT, Endpoint.TRANSACTIONS, Endpoint.CUSTOMER, Endpoint.LOAN,
  };

  private ObjectEnumeration() {}

  /** Whether ids come one after the other, which takes ids that are numbers. */
  static boolean walks(AttackVariant variant) {
    return switch (variant) {
      case ENUMERATION_WALK, ENUMERATION_WALK_SLOW, BULK_WALK, BULK_WALK_SLOW -> true;
      default -> false;
    };
  }

  private static boolean isSlow(AttackVariant variant) {
    return switch (variant) {
      case ENUMERATION_WALK_SLOW, ENUMERATION_RANDOM_SLOW, BULK_WALK_SLOW -> true;
      default -> false;
    };
  }

  static Iterator<Step> steps(Attack attack, Draw draw) {
    boolean slow = isSlow(attack.variant());
    double pause =
        (slow ? attack.scale(18_000, 80_000) : attack.scale(140, 8_000)) * draw.between(0.7, 1.4);
    int calls = slow ? attack.calls(900, 150, pause, draw) : attack.calls(1_100, 140, pause, draw);
    Endpoint target = draw.pick(TARGETS);
    boolean numeric = attack.agent().hasNumericIds();
    boolean walk = walks(attack.variant());
    long first = 10_000_000 + draw.below(80_000_000L);
    int stride = draw.chance(0.8) ? 1 : 1 + draw.below(3);
    double open = open(attack, draw);
    int refusal = draw.chance(0.6) ? 403 : 404;
    return new Repeat(
        calls,
        i -> {
          long number = walk ? first + (long) stride * i : 10_000_000 + draw.below(90_000_000L);
          String id = numeric ? Long.toString(number) : Names.uuid(draw.bits());
          int refused = draw.chance(0.85) ? refusal : 404;
          int status = draw.chance(open) ? target.success() : refused;
          return Step.of(target, id).answered(status, 0).after(draw.exponential(pause));
        });
  }

  /** Share that is answered. */
  private static double open(Attack attack, Draw draw) {
    if (attack.kind() == AttackKind.BULK_OBJECT_ACCESS) {
      return 1;
    }
    return draw.chance(0.3) ? draw.between(0.4, 0.8) : draw.between(0, 0.12);
  }
}
