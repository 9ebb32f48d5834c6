package io.gatewatch.replaydata.generate;

import java.util.List;

/**
 * One attack of a scenario.
 *
 * @param id unique in the scenario
 * @param key seed of all its draws
 * @param from planned first moment, epoch milliseconds
 * @param stealth 0 loud … 1 hardly to be seen
 * @param agent whose credential is used; null when nobody authenticates
 * @param victim whose name strangers use without proof; null for nobody's
 * @param networks /24 networks it comes from, first three parts; empty when it comes from where the
 *     agent always comes from
 */
record Attack(
    String id,
    AttackVariant variant,
    long key,
    long from,
    double stealth,
    Agent agent,
    Agent victim,
    List<String> networks) {

  private static final int CROWD = 20;

  AttackKind kind() {
    return variant.kind();
  }

  /** No call of it ends later, epoch milliseconds. */
  long deadline() {
    return from + variant.longestMillis() + Hour.MILLIS;
  }

  /** A quantity between its loud and its stealthy value, on a logarithmic scale. */
  double scale(double loud, double stealthy) {
    return loud * StrictMath.pow(stealthy / loud, stealth);
  }

  /** A number of calls with a scatter of its own, such that the attack ends in its time. */
  int calls(double loud, double stealthy, double pauseMillis, Draw draw) {
    double calls = scale(loud, stealthy) * draw.lognormal(1, 0.25);
    double most = variant.longestMillis() / (1.15 * pauseMillis + 150);
    return (int) Math.max(Math.min(20, stealthy), Math.min(calls, most));
  }

  /**
   * Whom an alert should name: the agent; else the route that so many networks have in common that
   * none of them shows; else the first network.
   */
  LabelEntity entity() {
    if (agent != null) {
      return LabelEntity.of(agent);
    }
    return networks.size() > CROWD
        ? LabelEntity.route(Endpoint.TOKEN.path(""))
        : LabelEntity.network(networks.get(0));
  }

  /** Who calls: the agent from its own place or another, or a stranger. */
  Caller caller(World world, Draw draw) {
    if (networks.isEmpty()) {
      return world.caller(agent, from, draw);
    }
    boolean disguised = agent != null && !draw.chance(0.5);
    return from(networks.get(draw.below(networks.size())), disguised ? world : null, draw);
  }

  /**
   * A caller in one of the networks, with a program of its own, whatever it calls itself.
   *
   * @param world knows the agent's own client string; null for a tool's
   */
  Caller from(String network, World world, Draw draw) {
    String userAgent = world == null ? draw.pick(Tools.NAMES) : world.userAgent(agent, from);
    int pageSize = PageSizes.of(Draw.of(key, 25));
    return new Caller(agent, Names.address(draw, network), userAgent, pageSize);
  }
}
