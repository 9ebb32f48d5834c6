package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** An agent asks for objects that were never its own: id after id, or at random. */
final class ObjectEnumeration {
  private static final Endpoint[] TARGETS = {
    Endpoint.BALANCES, Endpoint.ACCOUNT, Endpoint.TRANSACTIONS, Endpoint.CUSTOMER, Endpoint.LOAN,
  };

  private ObjectEnumeration() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(140, 8_000) * draw.between(0.7, 1.4);
    int calls = attack.calls(1_100, 140, pause, draw);
    Endpoint target = draw.pick(TARGETS);
    boolean numeric = attack.agent().hasNumericIds();
    boolean walk = numeric && draw.chance(0.6);
    long first = 10_000_000 + draw.below(80_000_000L);
    double open = draw.chance(0.3) ? draw.between(0.5, 0.95) : draw.between(0, 0.12);
    int refusal = draw.chance(0.6) ? 403 : 404;
    return new Repeat(
        calls,
        i -> {
          long number = walk ? first + i : 10_000_000 + draw.below(90_000_000L);
          String id = numeric ? Long.toString(number) : Names.uuid(draw.bits());
          int refused = draw.chance(0.85) ? refusal : 404;
          int status = draw.chance(open) ? target.success() : refused;
          return Step.of(target, id).answered(status, 0).after(draw.exponential(pause));
        });
  }
}
