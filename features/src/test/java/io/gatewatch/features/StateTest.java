package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class StateTest {
  @Test
  void aBusyAgentsPulseStaysWithin400Bytes() {
    TestCalls calls = new TestCalls();
    Seen seen = new Seen();
    for (int i = 0; i < 50_000; i++) {
      seen.observe(
          calls.get(i * 10L, i % 3 == 0 ? 404 : 200, "/r" + i % 40, TestCalls.numbered(i)));
    }
    assertThat(seen.pulseBytes()).hasSizeLessThanOrEqualTo(400);
  }

  @Test
  void aHistoryIsBoundedHoweverManyObjectsAreTouched() {
    TestCalls calls = new TestCalls();
    Seen seen = new Seen();
    for (int i = 0; i < 50_000; i++) {
      seen.observe(calls.get(i * 10L, 200, "/accounts/{id}", TestCalls.numbered(i)));
    }
    assertThat(seen.historyBytes()).hasSizeBetween(8_000, 48_000);
  }

  /** The samples were written by version 1 with {@link #sample()}; they are never written again. */
  @Test
  void statesOfVersionOneAreStillRead() throws IOException {
    Seen sample = sample();
    Pulse pulse = Pulse.readFrom(stored("pulse-v1.bin"));
    History history = History.readFrom(stored("history-v1.bin"));
    assertThat(FeatureExtractor.extract(pulse, history)).isEqualTo(sample.features());
  }

  @Test
  void aStateOfAnUnknownVersionIsRefused() {
    byte[] future = {9, 0, 0};
    assertThatThrownBy(() -> Pulse.readFrom(new DataInputStream(new ByteArrayInputStream(future))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("version 9");
  }

  static Seen sample() {
    TestCalls calls = new TestCalls();
    Seen seen = new Seen();
    for (int i = 0; i < 600; i++) {
      seen.observe(
          calls.get(i * 700L, i % 7 == 0 ? 404 : 200, "/r" + i % 5, TestCalls.numbered(i % 30)));
    }
    return seen;
  }

  private static DataInputStream stored(String name) throws IOException {
    try (InputStream in = StateTest.class.getResourceAsStream("/state/" + name)) {
      return new DataInputStream(new ByteArrayInputStream(in.readAllBytes()));
    }
  }
}
