package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/**
 * Strangers who say that they are an agent they are not, by a query or a header that proves
 * nothing. The agent has no part in it. Or an agent that gives another's name beside its own
 * credential.
 */
final class ClientImpersonation {
  private static final Endpoint[] TRIED = {
    Endpoint.ACCOUNTS, Endpoint.PRODUCTS, Endpoint.RATES, Endpoint.TOKEN,
  };

  private ClientImpersonation() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(200, 40_000) * draw.between(0.7, 1.4);
    int calls = attack.calls(600, 30, pause, draw);
    String name = draw.chance(0.5) ? attack.victim().clientId() : attack.victim().consumerId();
    boolean inHeader = attack.variant() == AttackVariant.IMPERSONATION_HEADER;
    return new Repeat(
        calls,
        i -> {
          String network = attack.networks().get(draw.below(attack.networks().size()));
          Step step = Step.of(draw.pick(TRIED)).answered(401, 0);
          step = inHeader ? step.claiming(name) : step.asking("client_id=" + name);
          return step.after(draw.exponential(pause)).from(attack.from(network, null, draw));
        });
  }

  static Iterator<Step> byAgent(Attack attack, Draw draw) {
    double pause = attack.scale(1_000, 60_000) * draw.between(0.7, 1.4);
    int calls = attack.calls(300, 25, pause, draw);
    String name = draw.chance(0.5) ? attack.victim().clientId() : attack.victim().consumerId();
    return new Repeat(
        calls,
        i -> {
          Customer customer = attack.agent().someCustomer(draw);
          String account = customer.accounts().get(0);
          Step step =
              draw.chance(0.5) ? Step.of(Endpoint.BALANCES, account) : Step.of(Endpoint.ACCOUNTS);
          return step.on(customer, draw.chance(0.7)).claiming(name).after(draw.exponential(pause));
        });
  }
}
