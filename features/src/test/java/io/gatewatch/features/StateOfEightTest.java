package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StateOfEightTest {
  /** Written by history version 8; never written again. */
  @Test
  void whatGroupsDoWithinMinutesIsStillRead() throws IOException {
    Seen sample = sampleOfEight();
    History history = History.readFrom(StateTest.stored("history-v8-agent.bin"));
    FeatureVector features = FeatureExtractor.extract(sample.pulse, history);
    assertThat(features).isEqualTo(sample.features());
    assertThat(features.get(Feature.GROUP_CALLS_5M)).isGreaterThan(10);
    assertThat(features.get(Feature.USUAL_GROUP_WRITE_SHARE_5M)).isBetween(0.2, 0.8);
  }

  @Test
  void howFarAStrangerHasGoneIsStillRead() throws IOException {
    Seen sample = StateTest.sourceOfFour();
    History history = History.readFrom(StateTest.stored("history-v8-source.bin"));
    assertThat(Seen.bytes(history::writeTo)).isEqualTo(sample.historyBytes());
  }

  /** Of before, minutes of a group are not known, and its hours as they were. */
  @Test
  void anAgentOfBeforeLearnsItsGroupsMinutesAnew() throws IOException {
    Seen sample = StateOfSevenTest.sampleOfSeven();
    Seen read =
        new Seen(
            Pulse.readFrom(StateTest.stored("pulse-v5-agent.bin")),
            History.readFrom(StateTest.stored("history-v7-agent.bin")));
    long from = sample.pulse.now() - TestCalls.START;
    TestCalls calls = new TestCalls().with("another", 500);
    assertThat(read.feature(Feature.GROUP_BUSY_MINUTES)).isZero();
    for (int i = 0; i < 120; i++) {
      var call = calls.call("on-" + i, from + i * 30_000L, i % 9 == 0 ? 403 : 200, "/r" + i % 3);
      sample.observe(call);
      read.observe(call);
      assertThat(StateOfSevenTest.known(read)).isEqualTo(StateOfSevenTest.known(sample));
    }
    assertThat(read.feature(Feature.GROUP_CALLS_5M)).isBetween(8.0, 10.0);
    assertThat(read.feature(Feature.GROUP_BUSY_MINUTES)).isBetween(55.0, 60.0);
    assertThat(read.feature(Feature.USUAL_GROUP_DENIED_SHARE_5M)).isBetween(0.08, 0.15);
  }

  /** Two hours in which it reads accounts and, in the same group, writes; then some denials. */
  private static Seen sampleOfEight() {
    TestCalls calls = new TestCalls().with("app/1", null);
    Seen seen = new Seen();
    for (int i = 0; i < 720; i++) {
      calls.ofGroup(i % 3 == 0 ? "payments" : "accounts").calling(i % 2 == 0 ? "GET" : "PUT", null);
      int status = i % 40 == 7 ? 502 : i > 700 || i % 50 == 1 ? 404 : 200;
      seen.observe(calls.get(i * 10_000L, status, "/r" + i % 5, TestCalls.numbered(5 * (i % 30))));
    }
    return seen;
  }
}
