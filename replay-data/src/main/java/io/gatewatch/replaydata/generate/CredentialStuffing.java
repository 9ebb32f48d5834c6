package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/**
 * Logins with stolen pairs: each call claims another client, nearly all are refused. Spread over
 * hundreds of networks, each makes a handful of tries.
 */
final class CredentialStuffing {
  private CredentialStuffing() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = pause(attack, draw);
    int networks = attack.networks().size();
    int handful = networks * (2 + draw.below(5));
    boolean crowd = networks > 20;
    int calls = attack.calls(crowd ? handful : 2_200, crowd ? handful : 420, pause, draw);
    int hosts = crowd ? 1 : 2 + draw.below(30);
    int first = draw.below(networks);
    String[] tools = {draw.pick(Tools.NAMES), draw.pick(Tools.NAMES), draw.pick(Tools.NAMES)};
    return new Repeat(
        calls,
        i -> {
          int turn = crowd ? Math.floorMod(first + 61 * i + i / networks, networks) : -1;
          String network = attack.networks().get(turn >= 0 ? turn : draw.below(networks));
          String address = network + "." + (10 + draw.below(hosts));
          return Step.of(Endpoint.TOKEN)
              .asking("grant_type=client_credentials&client_id=" + claim(draw))
              .answered(draw.chance(0.002) ? 200 : 401, 0)
              .after(draw.exponential(pause))
              .from(new Caller(null, address, draw.pick(tools)));
        });
  }

  private static double pause(Attack attack, Draw draw) {
    return switch (attack.variant()) {
      case STUFFING_DISTRIBUTED -> attack.scale(300, 7_000) * draw.between(0.7, 1.4);
      case STUFFING_DISTRIBUTED_SLOW -> attack.scale(9_000, 30_000) * draw.between(0.8, 1.25);
      default -> attack.scale(90, 2_500) * draw.between(0.7, 1.4);
    };
  }

  private static String claim(Draw draw) {
    return draw.chance(0.3)
        ? "client-" + draw.pick(AgentKind.values()).label() + "-" + (10 + draw.below(80))
        : "app-" + Long.toString(1 + draw.below(1L << 32), 36);
  }
}
