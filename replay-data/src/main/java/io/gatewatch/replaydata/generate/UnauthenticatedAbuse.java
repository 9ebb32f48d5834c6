package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** A stranger to whom something answers that should know who asks: openly, or amid a scan. */
final class UnauthenticatedAbuse {
  private static final Endpoint[] OPEN = {
    Endpoint.CUSTOMER, Endpoint.BALANCES, Endpoint.LOAN, Endpoint.OVERVIEW,
  };

  private UnauthenticatedAbuse() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    boolean hidden = attack.variant() == AttackVariant.ABUSE_HIDDEN_IN_SCAN;
    double pause = attack.scale(400, 25_000) * draw.between(0.7, 1.4);
    int calls = hidden ? attack.calls(200, 40, pause, draw) : attack.calls(400, 20, pause, draw);
    Endpoint open = draw.pick(OPEN);
    long first = 10_000_000 + draw.below(80_000_000L);
    double answered = hidden ? 0.06 : attack.scale(0.95, 0.25);
    int surely = draw.below(Math.max(1, calls / 2));
    return new Repeat(
        calls,
        i -> {
          boolean luck = i == surely || draw.chance(answered);
          Step step;
          if (hidden && !luck) {
            step = ScanHours.look(draw);
          } else {
            step = Step.of(open, Long.toString(first + i)).answered(luck ? 200 : 401, 0);
          }
          return step.after(draw.exponential(pause));
        });
  }
}
