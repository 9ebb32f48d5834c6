package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/** Somebody feels along the walls: path after path that was never there. */
final class EndpointDiscovery {
  private static final Endpoint[] UNDER = {
    Endpoint.CUSTOMER, Endpoint.ACCOUNTS, Endpoint.PRODUCTS, Endpoint.LOAN, Endpoint.RATES,
  };
  private static final String[] WORDS = {
    "admin", "users", "export", "internal", "debug", "config", "backup", "keys", "tokens", "search",
    "all", "bulk", "staff", "audit", "limits", "private", "test", "dump", "graphql", "swagger",
    "permissions", "roles", "transfer", "override", "raw", "history", "beta", "legacy", "secrets",
  };
  private static final String[] ENDINGS = {"", ".json", "/list", "/1", ".bak", "/export", "?x=1"};

  private EndpointDiscovery() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    boolean slow = attack.variant() == AttackVariant.DISCOVERY_SLOW;
    double pause =
        (slow ? attack.scale(20_000, 110_000) : attack.scale(110, 6_500)) * draw.between(0.7, 1.4);
    int calls = slow ? attack.calls(300, 60, pause, draw) : attack.calls(650, 70, pause, draw);
    return new Repeat(calls, i -> guess(attack, draw).after(draw.exponential(pause)));
  }

  private static Step guess(Attack attack, Draw draw) {
    Endpoint under = draw.pick(UNDER);
    String word = draw.pick(WORDS) + (draw.chance(0.3) ? "-" + draw.pick(WORDS) : "");
    String ending = draw.pick(ENDINGS);
    String query = ending.startsWith("?") ? ending.substring(1) : null;
    String tail = query == null ? ending : "";
    String path =
        attack.agent() != null
            ? under.path(word) + (under.path(word).endsWith(word) ? "" : "/" + word) + tail
            : "/"
                + draw.pick(new String[] {"api", "v1", "v2", "internal", "old"})
                + "/"
                + word
                + tail;
    double luck = draw.unit();
    int status = luck < 0.86 || attack.agent() == null ? 404 : luck < 0.94 ? 403 : 405;
    return Step.of(under).at(path, query).answered(status, 0);
  }
}
