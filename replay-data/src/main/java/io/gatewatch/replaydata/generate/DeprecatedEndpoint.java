package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** An agent turns to the API's old version, which was to be shut down long ago. */
final class DeprecatedEndpoint {
  private DeprecatedEndpoint() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    boolean slow = attack.variant() == AttackVariant.DEPRECATED_SLOW;
    double pause = attack.scale(1_500, 90_000) * draw.between(0.7, 1.4) * (slow ? 10 : 1);
    int calls = attack.calls(400, slow ? 15 : 30, pause, draw);
    double old = attack.variant() == AttackVariant.DEPRECATED_MIXED ? draw.between(0.25, 0.6) : 1;
    double gone = draw.chance(0.3) ? draw.between(0.1, 0.4) : 0;
    return new Repeat(
        calls,
        i -> {
          Customer customer = attack.agent().someCustomer(draw);
          boolean isOld = i == 0 || draw.chance(old);
          Step step = read(isOld, customer, draw).on(customer, draw.chance(0.7));
          int status = isOld && draw.chance(gone) ? 410 : 200;
          return step.answered(status, 0).after(draw.exponential(pause));
        });
  }

  private static Step read(boolean old, Customer customer, Draw draw) {
    String account = customer.accounts().get(0);
    return switch (draw.below(3)) {
      case 0 -> Step.of(old ? Endpoint.OLD_ACCOUNTS : Endpoint.ACCOUNTS);
      case 1 -> Step.of(old ? Endpoint.OLD_BALANCES : Endpoint.BALANCES, account);
      default -> Step.of(old ? Endpoint.OLD_TRANSACTIONS : Endpoint.TRANSACTIONS, account);
    };
  }
}
