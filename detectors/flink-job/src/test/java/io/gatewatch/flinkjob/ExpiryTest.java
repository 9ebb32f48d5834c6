package io.gatewatch.flinkjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.judge.Suspicion;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LogEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.co.CoBroadcastWithKeyedOperator;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/**
 * A source that has been silent for 48 h, and a route that nobody uses, leave nothing behind in the
 * job: no state, no timer.
 */
class ExpiryTest {
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final Duration LIFE = Duration.ofDays(2);

  private final Callers callers = new Callers();

  @Test
  void whatIsKnownOfASilentSourceIsSweptAfter48Hours() throws Exception {
    try (var observe = observe()) {
      observe.open();
      observe.processElement(callers.stranger(START), START.toEpochMilli());
      pass(observe, LIFE.minusMinutes(1));
      assertThat(known(observe.getOperator(), "history")).isEqualTo(1);
      pass(observe, LIFE.plusMinutes(1));
      assertThat(known(observe.getOperator(), "history")).isZero();
      assertThat(observe.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aSourceThatCallsAgainLives48HoursFromThen() throws Exception {
    try (var observe = observe()) {
      observe.open();
      observe.processElement(callers.stranger(START), 0);
      Instant again = START.plus(Duration.ofHours(30));
      pass(observe, Duration.ofHours(30));
      observe.processElement(callers.stranger(again), 0);
      pass(observe, LIFE.plusHours(29));
      assertThat(known(observe.getOperator(), "history")).isEqualTo(1);
      pass(observe, LIFE.plusHours(31));
      assertThat(known(observe.getOperator(), "history")).isZero();
    }
  }

  /** Timers are part of a savepoint: what was swept before a restart is swept after it. */
  @Test
  void aRestartDoesNotSaveASourceFromTheSweeper() throws Exception {
    OperatorSubtaskState stored;
    try (var observe = observe()) {
      observe.open();
      observe.processElement(callers.stranger(START), 0);
      pass(observe, Duration.ofMinutes(5));
      stored = observe.snapshot(1, 1);
    }
    try (var restored = observe()) {
      restored.initializeState(stored);
      restored.open();
      assertThat(known(restored.getOperator(), "history")).isEqualTo(1);
      pass(restored, LIFE.plusMinutes(1));
      assertThat(known(restored.getOperator(), "history")).isZero();
    }
  }

  /**
   * States of before there was a sweeper have no timer. They get one with the source's next call; a
   * process function is told of no key without one.
   */
  @Test
  void aStateWithoutATimerGetsOneWithTheNextCall() throws Exception {
    try (var observe = observe()) {
      observe.open();
      ApiCall first = callers.stranger(START);
      KeyedStateBackend<String> states = backend(observe.getOperator());
      states.setCurrentKey(first.key());
      Pulse pulse = new Pulse();
      History history = new History(first.principal().kind());
      callers.observe(pulse, history, first);
      ExpiryTest.<Pulse>state(states, "pulse", Form.PULSE).update(pulse);
      ExpiryTest.<History>state(states, "history", Form.HISTORY).update(history);
      assertThat(observe.numEventTimeTimers()).isZero();
      observe.processElement(callers.stranger(START.plus(Duration.ofHours(47))), 0);
      pass(observe, LIFE.plusHours(48));
      assertThat(known(observe.getOperator(), "history")).isZero();
      assertThat(observe.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void whatIsSuspectedOfASilentSourceIsSweptAfter48Hours() throws Exception {
    try (var judge = judge()) {
      judge.open();
      for (Observation observation : callers.observations(START)) {
        judge.processElement(observation, 0);
      }
      judge.processBroadcastWatermark(mark(Duration.ofDays(30)));
      judge.processWatermark(mark(LIFE.minusMinutes(1)));
      assertThat(known(judge.getOperator(), "suspicion")).isEqualTo(1);
      judge.processWatermark(mark(LIFE.plusMinutes(2)));
      assertThat(known(judge.getOperator(), "suspicion")).isZero();
      assertThat(judge.numEventTimeTimers()).isZero();
    }
  }

  @Test
  void aSourceThatComesAndGoesLeavesNoTimersBehind() throws Exception {
    try (var judge = judge()) {
      judge.open();
      judge.processBroadcastWatermark(mark(Duration.ofDays(30)));
      for (int burst = 0; burst < 20; burst++) {
        Duration since = Duration.ofMinutes(10L * burst);
        for (Observation observation : callers.observations(START.plus(since))) {
          judge.processElement(observation, 0);
        }
        judge.processWatermark(mark(since.plusMinutes(7)));
      }
      assertThat(judge.numEventTimeTimers()).isEqualTo(1);
    }
  }

  /** As {@link #aStateWithoutATimerGetsOneWithTheNextCall}. */
  @Test
  void aSuspicionWithoutATimerGetsOneWithTheNextObservation() throws Exception {
    try (var judge = judge()) {
      judge.open();
      Observation observation = callers.observations(START).get(0);
      KeyedStateBackend<String> states = backend(judge.getOperator());
      states.setCurrentKey(observation.who().key());
      ExpiryTest.<Suspicion>state(states, "suspicion", Form.SUSPICION).update(new Suspicion());
      assertThat(judge.numEventTimeTimers()).isZero();
      judge.processElement(observation, 0);
      judge.processBroadcastWatermark(mark(Duration.ofDays(30)));
      judge.processWatermark(mark(LIFE.plusMinutes(2)));
      assertThat(known(judge.getOperator(), "suspicion")).isZero();
    }
  }

  @Test
  void anAgentIsNotForgotten() throws Exception {
    try (var observe = observe()) {
      observe.open();
      observe.processElement(callers.agent(START), 0);
      pass(observe, Duration.ofDays(20));
      assertThat(known(observe.getOperator(), "history")).isEqualTo(1);
    }
  }

  /** However often it is told of, it waits for one timer; a restart does not add another. */
  @Test
  void aRouteThatIsOutOfUseIsSweptAfterSixteenDaysByOneTimer() throws Exception {
    OperatorSubtaskState stored;
    try (var merge = merge()) {
      merge.open();
      merge.processBroadcastWatermark(mark(Duration.ofDays(60)));
      for (int day = 0; day < 5; day++) {
        vote(merge, day);
        assertThat(merge.numEventTimeTimers()).isEqualTo(1);
      }
      stored = merge.snapshot(1, 1);
    }
    try (var restored = merge()) {
      restored.initializeState(stored);
      restored.open();
      restored.processBroadcastWatermark(mark(Duration.ofDays(60)));
      vote(restored, 5);
      assertThat(restored.numEventTimeTimers()).isEqualTo(1);
      restored.processWatermark(mark(Duration.ofDays(20)));
      assertThat(known(restored.getOperator(), "view")).isEqualTo(1);
      restored.processWatermark(mark(Duration.ofDays(22)));
      assertThat(known(restored.getOperator(), "view")).isZero();
      assertThat(restored.numEventTimeTimers()).isZero();
    }
  }

  private void vote(
      KeyedBroadcastOperatorTestHarness<String, ViewTally, Broadcast, ContextEntry> merge, int day)
      throws Exception {
    merge.processElement(callers.vote(START.plus(Duration.ofDays(day))), 0);
    merge.processWatermark(mark(Duration.ofDays(day).plusMinutes(1)));
  }

  private static KeyedBroadcastOperatorTestHarness<String, ViewTally, Broadcast, ContextEntry>
      merge() throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new MergeFunction(List.of(shippedRules())), List.of(LiveBook.CONTROL)),
        t -> t.view().key(),
        Types.STRING,
        1,
        1,
        0);
  }

  static KeyedBroadcastOperatorTestHarness<String, LogEntry, Broadcast, Observation> observe()
      throws Exception {
    return observe(List.of());
  }

  /** With the leaves of a job's first book. */
  static KeyedBroadcastOperatorTestHarness<String, LogEntry, Broadcast, Observation> observe(
      List<String> leaves) throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(new ObserveFunction(leaves), List.of(LiveBook.CONTROL)),
        entry -> ((ApiCall) entry).key(),
        Types.STRING,
        1,
        1,
        0);
  }

  private static KeyedBroadcastOperatorTestHarness<String, Observation, Broadcast, Detection>
      judge() throws Exception {
    return new KeyedBroadcastOperatorTestHarness<>(
        new CoBroadcastWithKeyedOperator<>(
            new JudgeFunction(List.of(shippedRules())),
            List.of(JudgeFunction.CONTEXTS, LiveBook.CONTROL)),
        o -> o.who().key(),
        Types.STRING,
        1,
        1,
        0);
  }

  private static String shippedRules() {
    ControlRecord rules =
        ControlRecord.of(
            ControlRecord.RULES, "shipped", 1, Instant.EPOCH, RuleSet.shipped().text());
    return new String(rules.write(), StandardCharsets.UTF_8);
  }

  private static void pass(
      KeyedBroadcastOperatorTestHarness<String, LogEntry, Broadcast, Observation> observe,
      Duration since)
      throws Exception {
    observe.processBroadcastWatermark(Long.MAX_VALUE);
    observe.processWatermark(mark(since));
  }

  private static long mark(Duration since) {
    return START.plus(since).toEpochMilli();
  }

  static KeyedStateBackend<String> backend(StreamOperator<?> operator) {
    return ((AbstractStreamOperator<?>) operator).<String>getKeyedStateBackend();
  }

  private static long known(StreamOperator<?> operator, String state) {
    return backend(operator).getKeys(state, VoidNamespace.INSTANCE).count();
  }

  static <T> ValueState<T> state(KeyedStateBackend<String> states, String name, Form form)
      throws Exception {
    return states.getPartitionedState(
        VoidNamespace.INSTANCE,
        VoidNamespaceSerializer.INSTANCE,
        new ValueStateDescriptor<T>(name, form.typeInfo()));
  }
}
