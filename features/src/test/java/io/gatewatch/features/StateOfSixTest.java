package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class StateOfSixTest {
  /** Written by history version 6, samples as above; never written again. */
  @Test
  void historiesOfVersionSixAreReadToTheBit() throws IOException {
    History history = History.readFrom(StateTest.stored("history-v6-source.bin"));
    assertThat(Seen.bytes(history::writeTo)).isEqualTo(StateTest.sourceOfFour().historyBytes());
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
