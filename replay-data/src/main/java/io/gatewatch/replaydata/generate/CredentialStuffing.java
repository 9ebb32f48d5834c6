package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** Logins with stolen pairs: each call claims another client, nearly all are refused. */
final class CredentialStuffing {
  private CredentialStuffing() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(90, 2_500) * draw.between(0.7, 1.4);
    int calls = attack.calls(2_200, 420, pause, draw);
    int hosts = 2 + draw.below(30);
    String[] tools = {draw.pick(Tools.NAMES), draw.pick(Tools.NAMES), draw.pick(Tools.NAMES)};
    return new Repeat(
        calls,
        i -> {
          String network = attack.networks().get(draw.below(attack.networks().size()));
          String address = network + "." + (10 + draw.below(hosts));
          return Step.of(Endpoint.TOKEN)
              .asking("grant_type=client_credentials&client_id=" + claim(draw))
              .answered(draw.chance(0.002) ? 200 : 401, 0)
              .after(draw.exponential(pause))
              .from(new Caller(null, address, draw.pick(tools)));
        });
  }

  private static String claim(Draw draw) {
    return draw.chance(0.3)
        ? "client-" + draw.pick(AgentKind.values()).label() + "-" + (10 + draw.below(80))
        : "app-" + Long.toString(1 + draw.below(1L << 32), 36);
  }
}
