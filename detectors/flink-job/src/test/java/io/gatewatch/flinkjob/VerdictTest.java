package io.gatewatch.flinkjob;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.History;
import io.gatewatch.features.Leave;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.ViewTally;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LogEntry;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.util.KeyedBroadcastOperatorTestHarness;
import org.junit.jupiter.api.Test;

/** A benign verdict on control makes the job learn what the core does, at the same call. */
class VerdictTest {
  private static final Instant START = Instant.parse("2026-01-05T08:00:00Z");
  private static final int QUIET_MINUTES = 60;
  private static final int MINUTES = 120;

  private final List<ApiCall> calls = calls();

  @Test
  void whatTheJobKnowsAfterAVerdictIsWhatTheCoreKnows() throws Exception {
    Book book = new Book();
    book.add(verdict());
    byte[] withLeave = core(book.leave());
    assertThat(withLeave).isNotEqualTo(core(Leave.NONE));
    try (var observe = ExpiryTest.observe()) {
      observe.open();
      observe.processBroadcastElement(Broadcast.of(verdict()), 0);
      play(observe, 0, calls.size());
      assertThat(known(observe)).isEqualTo(withLeave);
    }
  }

  @Test
  void aVerdictInTheBookThatAJobStartsWithCountsLikeOneThatIsTold() throws Exception {
    String verdict = new String(verdict().write(), StandardCharsets.UTF_8);
    String text = RuleSet.shipped().text();
    ControlRecord rules = ControlRecord.of(ControlRecord.RULES, "r", 1, Instant.EPOCH, text);
    String first = new String(rules.write(), StandardCharsets.UTF_8);
    List<String> leaves = LiveBook.leaves(List.of(first, verdict));
    assertThat(leaves).containsExactly(verdict);
    Book book = new Book();
    book.add(verdict());
    try (var observe = ExpiryTest.observe(leaves)) {
      observe.open();
      play(observe, 0, calls.size());
      assertThat(known(observe)).isEqualTo(core(book.leave()));
    }
  }

  /** It was told before the restart, and counts after it. */
  @Test
  void aRestartForgetsNoVerdict() throws Exception {
    Book book = new Book();
    book.add(verdict());
    OperatorSubtaskState stored;
    try (var observe = ExpiryTest.observe()) {
      observe.open();
      observe.processBroadcastElement(Broadcast.of(verdict()), 0);
      play(observe, 0, 200);
      stored = observe.snapshot(1, 1);
    }
    try (var restored = ExpiryTest.observe()) {
      restored.initializeState(stored);
      restored.open();
      play(restored, 200, calls.size());
      assertThat(known(restored)).isEqualTo(core(book.leave()));
    }
  }

  /** Two calls a minute for an hour, then one a second; a verdict comes twenty minutes later. */
  private static List<ApiCall> calls() {
    Callers callers = new Callers();
    List<ApiCall> calls = new ArrayList<>();
    for (int second = 0; second < 60 * MINUTES; second++) {
      if (second % 30 == 0 || second >= 60 * QUIET_MINUTES) {
        calls.add(callers.agent(START.plusSeconds(second)));
      }
    }
    return calls;
  }

  private ControlRecord verdict() {
    String key = calls.get(0).key();
    return ControlRecord.of(
        ControlRecord.VERDICT,
        key,
        1,
        START.plusSeconds(60 * (QUIET_MINUTES + 20)),
        "{\"principal\":\"" + key + "\",\"verdict\":\"benign_positive\"}");
  }

  private void play(
      KeyedBroadcastOperatorTestHarness<String, LogEntry, Broadcast, Observation> observe,
      int from,
      int to)
      throws Exception {
    observe.processBroadcastWatermark(Long.MAX_VALUE);
    for (ApiCall call : calls.subList(from, to)) {
      observe.processElement(call, 0);
      observe.processWatermark(call.time().toEpochMilli() - 1);
    }
  }

  private byte[] known(
      KeyedBroadcastOperatorTestHarness<String, LogEntry, Broadcast, Observation> observe)
      throws Exception {
    KeyedStateBackend<String> states = ExpiryTest.backend(observe.getOperator());
    states.setCurrentKey(calls.get(0).key());
    return bytes(ExpiryTest.<History>state(states, "history", Form.HISTORY).value());
  }

  private byte[] core(Leave leave) throws IOException {
    Pulse pulse = new Pulse();
    History history = new History(calls.get(0).principal().kind());
    ObservationSink nobody =
        new ObservationSink() {
          @Override
          public void observation(Observation observation) {}

          @Override
          public void tally(ViewTally tally) {}
        };
    for (ApiCall call : calls) {
      Observer.observe(pulse, history, call, leave, nobody);
    }
    return bytes(history);
  }

  private static byte[] bytes(History history) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    history.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
