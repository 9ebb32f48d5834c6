package io.gatewatch.detectors.fusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.detectors.TestCalls;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.RecentContexts;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.View;
import io.gatewatch.features.ViewState;
import io.gatewatch.features.ViewTally;
import io.gatewatch.features.Who;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What chance is held against: how often a day it has a try. */
class BudgetTest {
  private static final long ROUND = Rounds.of(TestCalls.START);
  private static final int AGENTS = 60;

  private final RecentContexts contexts = new RecentContexts();

  /** Agents of every class call once each so many seconds for ten minutes. */
  private void calling(int everySeconds) {
    ViewState all = new ViewState();
    TreeMap<Long, List<ViewTally>> tallies = new TreeMap<>();
    for (int i = 0; i < AGENTS; i++) {
      AgentClass of = AgentClass.values()[i % AgentClass.values().length];
      List<ApiCall> calls =
          TestCalls.agent("agent-" + i)
              .ofClass(of)
              .every(everySeconds, i % everySeconds, 600)
              .list();
      observe(calls, tallies);
    }
    for (long round = ROUND; round < ROUND + 60; round++) {
      tallies.getOrDefault(round, List.of()).forEach(all::add);
      ContextEntry entry = all.close(round);
      if (entry != null) {
        assertThat(entry.degraded()).isFalse();
        assertThat(all.isForTheRecord()).isFalse();
        contexts.add(entry);
      }
    }
  }

  private static void observe(List<ApiCall> calls, Map<Long, List<ViewTally>> tallies) {
    Pulse pulse = new Pulse();
    History history = new History(Principal.Kind.AGENT);
    ObservationSink sink =
        new ObservationSink() {
          @Override
          public void observation(Observation observation) {}

          @Override
          public void tally(ViewTally tally) {
            if (tally.view().equals(View.agents())) {
              tallies.computeIfAbsent(tally.round(), r -> new ArrayList<>()).add(tally);
            }
          }
        };
    calls.forEach(call -> Observer.observe(pulse, history, call, sink));
    Observer.advance(pulse, history, TestCalls.START + 700_000, sink);
  }

  private double tries(Budget budget, int perDay) {
    Principal agent = Principal.agent("other", "kong");
    Who who = new Who(agent.key("t", "g"), "t", "g", agent, "o", AgentClass.UNKNOWN);
    FeatureVector nothing = new FeatureVector(new double[FeatureSchema.size()]);
    long time = (ROUND + 40) * Rounds.MILLIS;
    Observation now =
        new Observation(who, time, false, null, nothing, List.of(), List.of(), List.of());
    return StrictMath.exp(budget.logThreshold(now, contexts::find)) * perDay / 2;
  }

  @Test
  void agentsThatCallAllTheTimeHaveATryARoundAndAMinute() {
    calling(5);
    AlertBudget two = new AlertBudget(2);
    assertThat(tries(two.ownEvidence(null), 2)).isCloseTo(AGENTS * 8_640, within(1.0));
    assertThat(tries(two.model(), 2)).isCloseTo(AGENTS * 1_440, within(1.0));
  }

  /** Ten of them call in any round, all of them in any minute. */
  @Test
  void agentsThatCallOnceAMinuteHaveAsManyTriesOfEitherKind() {
    calling(60);
    AlertBudget two = new AlertBudget(2);
    assertThat(tries(two.ownEvidence(null), 2)).isCloseTo(10 * 8_640, within(1.0));
    assertThat(tries(two.model(), 2)).isCloseTo(AGENTS * 1_440, within(1.0));
  }
}
