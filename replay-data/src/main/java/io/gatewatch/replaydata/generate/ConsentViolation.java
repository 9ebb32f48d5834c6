package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * An app looks into accounts more than four times in 24 h without their owners (RTS 2018/389, Art.
 * 36(5)), and the gateway lets it. It polls four times anyway: each access here is one too many.
 * Pages of one access are one access.
 */
final class ConsentViolation {
  private ConsentViolation() {}

  static void act(Attack attack, Scene scene) {
    Draw draw = scene.draw();
    boolean many = attack.variant() == AttackVariant.CONSENT_MANY;
    boolean paged = attack.variant() == AttackVariant.CONSENT_PAGED;
    int all = attack.agent().customers();
    int consents = many ? all : Math.min(all, (int) attack.scale(24, 2));
    int first = many ? 0 : draw.below(all - consents + 1);
    int times = many ? 2 : (int) attack.scale(18, 5);
    double every = 22.0 * Hour.MILLIS / times * draw.between(0.8, 1);
    for (int i = 0; i < times; i++) {
      long moment = attack.from() + (long) ((i + draw.between(0, 0.3)) * every);
      scene.visit(moment, scene.caller(), d -> look(attack.agent(), first, consents, paged, d));
    }
  }

  private static Iterator<Step> look(
      Agent agent, int first, int consents, boolean paged, Draw draw) {
    List<Step> steps = new ArrayList<>();
    for (int i = first; i < first + consents; i++) {
      Customer customer = agent.customer(i);
      for (String account : customer.accounts()) {
        steps.add(read(Endpoint.BALANCES, account, customer, draw.lognormal(800, 0.5)));
        int pages = paged ? 2 + draw.below(4) : 1;
        for (int page = 1; page <= pages; page++) {
          String next = page == 1 ? "" : "&page=" + page;
          steps.add(
              read(Endpoint.TRANSACTIONS, account, customer, draw.lognormal(130, 0.3))
                  .asking(AccountInformationHabit.SINCE + next));
        }
      }
    }
    return steps.iterator();
  }

  private static Step read(Endpoint endpoint, String account, Customer customer, double pause) {
    return Step.of(endpoint, account).on(customer, false).answered(200, 0).after(pause);
  }
}
