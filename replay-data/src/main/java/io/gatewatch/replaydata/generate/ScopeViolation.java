package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/**
 * An agent goes beyond what it was granted, seldom and at leisure: it writes though it only reads,
 * pays though it may not, or reads what is none of its business.
 */
final class ScopeViolation {
  private static final Endpoint[] ELSEWHERE = {
    Endpoint.LOAN, Endpoint.LOAN_SCHEDULE, Endpoint.CREDIT_SCORE, Endpoint.STATEMENT,
  };

  private ScopeViolation() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(9_000, 240_000) * draw.between(0.7, 1.4);
    int calls = 2 * (int) Math.min(attack.scale(30, 4), 2 * Hour.MILLIS / pause);
    double refused = draw.chance(0.4) ? draw.between(0.2, 0.6) : 0;
    return new Repeat(
        Math.max(6, calls),
        i -> {
          Step step = beyond(attack, i, draw);
          boolean forbidden = draw.chance(refused);
          int status = forbidden ? 403 : step.endpoint().success();
          return step.answered(status, 0).after(draw.exponential(pause));
        });
  }

  private static Step beyond(Attack attack, int number, Draw draw) {
    Customer customer = attack.agent().someCustomer(draw);
    return switch (attack.variant()) {
      case SCOPE_WRITES ->
          draw.chance(0.7)
              ? Step.of(Endpoint.CUSTOMER_NOTE, customer.id())
              : Step.of(Endpoint.LOAN_DECISION, customer.loan());
      case SCOPE_PAYMENTS ->
          Step.of(number % 2 == 0 ? Endpoint.PAYMENT_CONSENT_CREATE : Endpoint.PAYMENT)
              .on(customer, draw.chance(0.5));
      default -> {
        Endpoint other = draw.pick(ELSEWHERE);
        String id =
            switch (other) {
              case CREDIT_SCORE -> customer.id();
              case STATEMENT -> customer.accounts().get(0);
              default -> customer.loan();
            };
        yield Step.of(other, id);
      }
    };
  }
}
