package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateOfSixTest {
  /** Written by history version 6, samples as above; never written again. */
  @Test
  void historiesOfVersionSixAreReadToTheBit() throws IOException {
    for (String kind : List.of("agent", "source")) {
      Seen sample = kind.equals("agent") ? sampleOfSix() : StateTest.sourceOfFour();
      History history = History.readFrom(StateTest.stored("history-v6-" + kind + ".bin"));
      assertThat(withoutStyle(history)).isEqualTo(withoutStyle(sample.history));
    }
  }

  /** Of which histories of before hold nothing. */
  private static byte[] withoutStyle(History history) {
    if (history.style != null) {
      history.style = new Style();
    }
    return Seen.bytes(history::writeTo);
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
