package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/**
 * An agent that lost its copy, or takes on a new feature, fetches all it may have, by night or by
 * day, and tells nobody.
 *
 * @param key seed of its draws
 * @param from first moment, epoch milliseconds
 * @param calls how many
 * @param pauseMillis between their starts
 */
record Backfill(long key, long from, int calls, long pauseMillis) {
  static Backfill draw(long key, long from, Draw draw) {
    int calls = (int) Math.max(300, Math.min(4_000, draw.lognormal(1_500, 0.5)));
    return new Backfill(key, from, calls, (long) draw.between(300, 1_500));
  }

  long to() {
    return from + calls * pauseMillis;
  }

  /** Who does it; null when the fleet has nobody who would. */
  Agent agent(Fleet fleet) {
    return fleet.choose(
        key,
        from,
        a ->
            a.kind() == AgentKind.BATCH
                || a.kind() == AgentKind.PARTNER
                || a.kind() == AgentKind.LOAN);
  }

  Iterator<Step> steps(Agent agent) {
    return new Repeat(
        calls,
        i -> {
          Customer customer = agent.customer(i / 2 % (2 * agent.customers()));
          Step first =
              agent.kind() == AgentKind.LOAN
                  ? Step.of(Endpoint.LOAN, customer.loan())
                  : Step.of(Endpoint.CUSTOMER, customer.id());
          Step second =
              switch (agent.kind()) {
                case LOAN -> Step.of(Endpoint.LOAN_SCHEDULE, customer.loan());
                case PARTNER -> Step.of(Endpoint.CUSTOMER_CARDS, customer.id());
                default -> Step.of(Endpoint.BALANCES, customer.accounts().get(0));
              };
          return (i % 2 == 0 ? first : second).notBefore(from + i * pauseMillis);
        });
  }
}
