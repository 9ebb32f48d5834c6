package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** Somebody tries, now and then, whether data is taken for code: in path, query, user agent. */
final class InjectionProbe {
  private static final String[] PARAMETERS = {"q", "id", "filter", "sort", "file", "lang", "next"};
  private static final Payloads.Family[] FAMILIES = Payloads.Family.values();

  private InjectionProbe() {}

  static void act(Attack attack, Scene scene) {
    scene.enter(attack.from(), scene.caller(), draw -> steps(attack, scene.caller(), draw));
  }

  private static Iterator<Step> steps(Attack attack, Caller self, Draw draw) {
    double pause = attack.scale(4_000, 300_000) * draw.between(0.7, 1.4);
    int calls = (int) Math.min(attack.scale(40, 5), 3 * Hour.MILLIS / pause);
    double encodes = draw.chance(0.5) ? 0.85 : 0.15;
    return new Repeat(
        Math.max(5, calls),
        i -> {
          Step step = probe(attack, self, draw.chance(encodes), draw);
          return step.answered(answer(attack, step, draw), 0).after(draw.exponential(pause));
        });
  }

  private static Step probe(Attack attack, Caller self, boolean encodes, Draw draw) {
    Payloads.Family family = family(attack.variant(), draw);
    String raw = Payloads.draw(family, draw);
    String written = encodes ? PercentText.encode(raw) : raw.replace(' ', '+');
    Step step = ordinary(attack, draw);
    if (attack.variant() == AttackVariant.INJECTION_USER_AGENT) {
      return step.from(new Caller(self.agent(), self.address(), raw, self.pageSize()));
    }
    if (draw.chance(family == Payloads.Family.TRAVERSAL ? 0.75 : 0.25)) {
      return step.at(step.uriPath() + "/" + written, null);
    }
    return step.asking(draw.pick(PARAMETERS) + "=" + written);
  }

  private static Payloads.Family family(AttackVariant variant, Draw draw) {
    return switch (variant) {
      case INJECTION_SQL -> Payloads.Family.SQL;
      case INJECTION_TRAVERSAL -> Payloads.Family.TRAVERSAL;
      case INJECTION_TEMPLATE -> Payloads.Family.TEMPLATE;
      case INJECTION_COMMAND -> Payloads.Family.COMMAND;
      default -> draw.pick(FAMILIES);
    };
  }

  private static Step ordinary(Attack attack, Draw draw) {
    if (attack.agent() == null) {
      return Step.of(draw.chance(0.5) ? Endpoint.PRODUCTS : Endpoint.ACCOUNTS);
    }
    Customer customer = attack.agent().someCustomer(draw);
    return switch (attack.agent().kind()) {
      case LOAN -> Step.of(Endpoint.LOAN, customer.loan());
      case AISP -> Step.of(Endpoint.TRANSACTIONS, customer.accounts().get(0));
      default -> Step.of(Endpoint.CUSTOMER, customer.id());
    };
  }

  /** A stranger gets no further than the door; an agent's odd texts get all kinds of answers. */
  private static int answer(Attack attack, Step step, Draw draw) {
    if (attack.agent() == null) {
      return step.path() == null ? 401 : 404;
    }
    double luck = draw.unit();
    if (luck < 0.4) {
      return step.path() == null ? 200 : 404;
    }
    return luck < 0.85 ? 400 : luck < 0.93 ? 404 : 500;
  }
}
