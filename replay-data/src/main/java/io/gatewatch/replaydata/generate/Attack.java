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
 * @param networks /24 networks it comes from, first three parts; empty when it comes from where the
 *     agent always comes from
 */
record Attack(
    String id,
    AttackKind kind,
    long key,
    long from,
    double stealth,
    Agent agent,
    List<String> networks) {

  private static final long LONGEST = 2 * Hour.MILLIS;

  /** A quantity between its loud and its stealthy value, on a logarithmic scale. */
  double scale(double loud, double stealthy) {
    return loud * StrictMath.pow(stealthy / loud, stealth);
  }

  /** A number of calls with a scatter of its own, such that the attack ends within two hours. */
  int calls(double loud, double stealthy, double pauseMillis, Draw draw) {
    double calls = scale(loud, stealthy) * draw.lognormal(1, 0.25);
    return (int) Math.max(20, Math.min(calls, LONGEST / (pauseMillis + 150)));
  }

  /** Whom an alert should name; for several networks, the first. */
  LabelEntity entity() {
    return agent != null ? LabelEntity.of(agent) : LabelEntity.network(networks.get(0));
  }

  /** Who calls: the agent from its own place or another, or a stranger. */
  Caller caller(World world, Draw draw) {
    String address =
        networks.isEmpty()
            ? agent.address(draw)
            : Names.address(draw, networks.get(draw.below(networks.size())));
    String userAgent =
        agent == null || (!networks.isEmpty() && draw.chance(0.5))
            ? draw.pick(Tools.NAMES)
            : world.userAgent(agent, from);
    return new Caller(agent, address, userAgent);
  }
}
