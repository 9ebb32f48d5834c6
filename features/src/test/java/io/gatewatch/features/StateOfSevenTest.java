package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StateOfSevenTest {
  /** Written by pulse version 5 and history version 7; never written again. */
  @Test
  void statesThatKnowHowAnAgentCallsAreStillRead() throws IOException {
    Seen sample = sampleOfSeven();
    Pulse pulse = Pulse.readFrom(StateTest.stored("pulse-v5-agent.bin"));
    History history = History.readFrom(StateTest.stored("history-v7-agent.bin"));
    assertThat(Seen.bytes(pulse::writeTo)).isEqualTo(sample.pulseBytes());
    assertThat(known(new Seen(pulse, history))).isEqualTo(known(sample));
  }

  /** Features of schema 5; states of before hold nothing of those added since. */
  static FeatureVector known(Seen seen) {
    double[] values = seen.features().toArray();
    Arrays.fill(values, Feature.GROUP_CALLS_1M.ordinal(), values.length, 0);
    return new FeatureVector(values);
  }

  /** Of before, nothing of it is known: an agent is like itself until there is. */
  @Test
  void anAgentOfBeforeIsLikeItself() throws IOException {
    Pulse pulse = Pulse.readFrom(StateTest.stored("pulse-v4-agent.bin"));
    History history = History.readFrom(StateTest.stored("history-v6-agent.bin"));
    FeatureVector features = FeatureExtractor.extract(pulse, history);
    assertThat(features.get(Feature.CONTINUITY_1H)).isEqualTo(1);
    assertThat(features.get(Feature.GAP_REGULARITY)).isZero();
    assertThat(features.get(Feature.PAGE_SIZE)).isZero();
  }

  /** Five hours of the same, then ten minutes with another program that asks for larger pages. */
  static Seen sampleOfSeven() {
    TestCalls calls = new TestCalls().with("app/1", 100);
    Seen seen = new Seen();
    for (int i = 0; i < 900; i++) {
      seen.observe(calls.get(i * 20_000L, 200, "/r" + i % 5, TestCalls.numbered(5 * (i % 30))));
    }
    calls.with("another", 500);
    for (int i = 0; i < 40; i++) {
      long at = 900 * 20_000L + i * 15_000L;
      seen.observe(calls.get(at, 200, "/r" + i % 3, TestCalls.numbered(5 * (i % 30))));
    }
    return seen;
  }
}
