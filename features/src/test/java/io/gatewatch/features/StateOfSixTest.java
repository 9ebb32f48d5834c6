package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StateOfSixTest {
  /** How far it had gone from door to door was not told then: it votes once more. */
  @Test
  void aSourceOfVersionSixGoesOn() throws IOException {
    StateTest.assertThatTheyGoOnAlike(
        StateTest.sourceOfFour(), "pulse-v4-source.bin", "history-v6-source.bin");
    History read = History.readFrom(StateTest.stored("history-v6-source.bin"));
    assertThat(read.paths().reading(TestCalls.START + 4_000).closed()).isCloseTo(3, within(0.01));
  }

  /** When it voted last, and what is new in an open round, was not kept then. */
  @Test
  void anAgentOfVersionSixGoesOn() throws IOException {
    StateTest.assertThatTheyGoOnAlike(sampleOfSix(), "pulse-v4-agent.bin", "history-v6-agent.bin");
  }

  /** An agent whose consents may be used six times a day, and has used one five times. */
  static Seen sampleOfSix() {
    Seen seen = StateTest.sampleOfFour();
    for (int i = 1; i < 6; i++) {
      seen.history.consents().access(99, seen.pulse.now + i * 3_600_000L, 6);
    }
    return seen;
  }
}
