package io.gatewatch.replaydata.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The agents of a scenario, in a fixed order; those of a smaller fleet come first, unchanged. */
final class Fleet {
  private static final AgentKind[] MIX = {
    AgentKind.AI_AGENT, AgentKind.AISP, AgentKind.PISP, AgentKind.MOBILE, AgentKind.MONITOR,
    AgentKind.BATCH, AgentKind.LOAN, AgentKind.PARTNER, AgentKind.AI_AGENT, AgentKind.AISP,
    AgentKind.AI_AGENT, AgentKind.PISP, AgentKind.PARTNER, AgentKind.AISP, AgentKind.AI_AGENT,
    AgentKind.MOBILE, AgentKind.LOAN, AgentKind.BATCH, AgentKind.AI_AGENT, AgentKind.PARTNER,
    AgentKind.AISP, AgentKind.PISP, AgentKind.AI_AGENT, AgentKind.MONITOR, AgentKind.PARTNER,
  };

  private final List<Agent> agents;

  Fleet(Scenario scenario) {
    List<Agent> made = new ArrayList<>(scenario.agents());
    int[] ofKind = new int[AgentKind.values().length];
    for (int i = 0; i < scenario.agents(); i++) {
      AgentKind kind = MIX[i % MIX.length];
      int number = ++ofKind[kind.ordinal()];
      made.add(new Agent(scenario.seed(), kind, number, bornAt(scenario, i)));
    }
    this.agents = List.copyOf(made);
  }

  private static long bornAt(Scenario scenario, int number) {
    IncidentMix mix = scenario.incidents();
    Draw draw = Draw.of(scenario.seed(), Draw.name("birth"), number);
    boolean newcomer = draw.chance(mix.onboardingShare());
    long within = mix.onboardingWithin().toMillis();
    return newcomer ? scenario.start().toEpochMilli() + draw.below(within) : Long.MIN_VALUE;
  }

  List<Agent> agents() {
    return agents;
  }

  /**
   * The agent that an attack works through: the highest hash of attack and name among those that
   * fit and exist for an hour; null when there is none. Another agent in the fleet changes the
   * choice only when it is chosen itself.
   */
  Agent choose(long attackKey, long moment, Predicate<Agent> fits) {
    Agent best = null;
    long bestRank = Long.MIN_VALUE;
    for (Agent agent : agents) {
      if (agent.bornAt() < moment - Hour.MILLIS && fits.test(agent)) {
        long rank = Draw.seed(attackKey, agent.key());
        if (best == null || rank > bestRank) {
          best = agent;
          bestRank = rank;
        }
      }
    }
    return best;
  }
}
