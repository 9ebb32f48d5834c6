package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.ApiCall.Lifecycle;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Probe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
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

  /** Written by version 2 with {@link #sampleOfTwo()}; never written again. */
  @Test
  void statesOfVersionTwoAreStillReadAndGoOn() throws IOException {
    Seen sample = sampleOfTwo();
    Pulse pulse = Pulse.readFrom(stored("pulse-v2.bin"));
    History history = History.readFrom(stored("history-v2.bin"));
    assertThat(FeatureExtractor.extract(pulse, history)).isEqualTo(sample.features());
    assertThat(Seen.bytes(pulse::writeTo)).isEqualTo(sample.pulseBytes());
    assertThat(history.objects().relearning()).isTrue();
  }

  /** Written by version 3 with {@link #sampleOfThree()}; never written again. */
  @Test
  void statesOfVersionThreeAreStillReadAndBetAsBefore() throws IOException {
    Seen sample = sampleOfThree();
    Pulse pulse = Pulse.readFrom(stored("pulse-v3.bin"));
    History history = History.readFrom(stored("history-v3.bin"));
    assertThat(Seen.bytes(pulse::writeTo)).isEqualTo(sample.pulseBytes());
    long now = pulse.now();
    assertThat(history.evidence().readings(now))
        .isNotEmpty()
        .isEqualTo(sample.history.evidence().readings(now));
  }

  /** Written by version 4 with {@link #sampleOfThree()}; never written again. */
  @Test
  void aHistoryOfVersionFourIsStillReadAndLearnsItsPathsFromThenOn() throws IOException {
    Seen sample = sampleOfThree();
    History history = History.readFrom(stored("history-v4.bin"));
    assertThat(history.knownRoutes()).isEqualTo(sample.history.knownRoutes());
    assertThat(history.evidence().readings(sample.pulse.now()))
        .isEqualTo(sample.history.evidence().readings(sample.pulse.now()));
    Seen goneOn = new Seen(sample.pulse, history);
    goneOn.observe(new TestCalls().get(3_200 * 30_000L, 200, "/r1"));
    assertThat(goneOn.tallies).extracting(t -> t.view().kind()).contains(View.Kind.ROUTE);
  }

  @Test
  void aGlanceOfVersionOneIsStillRead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeByte(1);
    for (String text : new String[] {"GET", "/a", "a.read"}) {
      Varint.writeText(out, text);
    }
    Varint.write(out, 200);
    for (String text : new String[] {"192.0.2.1", "c-1", null}) {
      Varint.writeText(out, text);
    }
    assertThat(CallGlance.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()))))
        .isEqualTo(
            new CallGlance(
                "GET",
                "/a",
                "a.read",
                200,
                "192.0.2.1",
                "c-1",
                null,
                null,
                List.of(),
                List.of(),
                null,
                null));
  }

  @Test
  void aGlanceComesBackWhole() throws IOException {
    Exposure card = new Exposure(Exposure.Place.REFERER, Exposure.Kind.CARD);
    TestCalls calls = new TestCalls().calling("POST", Sensitivity.PAYMENT).exposing(card, card);
    calls.probing(new Probe(Exposure.Place.QUERY, Probe.Kind.SQL_INJECTION));
    ProbeReading trail = new ProbeReading(1.5, 3, 2, 1);
    PathReading paths = new PathReading(true, List.of(3, 4), 2.5, true, 401, 7.25, 6, true);
    CallStanding standing =
        new CallStanding("accounts", 17, true, Lifecycle.SUNSET, "an agent", paths);
    CallGlance glance = CallGlance.of(calls.get(0, 200, "/a"), trail, standing);
    byte[] bytes = Seen.bytes(out -> CallGlance.write(out, glance));
    assertThat(CallGlance.read(new DataInputStream(new ByteArrayInputStream(bytes))))
        .isEqualTo(glance);
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

  /** The same agent with writes, and in mid-change of a key. */
  static Seen sampleOfTwo() {
    TestCalls calls = new TestCalls().under("k-1");
    Seen seen = new Seen();
    for (int i = 0; i < 600; i++) {
      boolean write = i % 5 == 0;
      calls.calling(write ? "POST" : "GET", write ? Sensitivity.PAYMENT : Sensitivity.LOW);
      calls.under(i < 500 ? "k-1" : "k-2");
      seen.observe(calls.get(i * 700L, i % 7 == 0 ? 404 : 200, "/r" + i % 5, masked(i)));
    }
    return seen;
  }

  /** A day and two hours with a call every half minute, then five minutes of ids in a row. */
  static Seen sampleOfThree() {
    TestCalls calls = new TestCalls();
    Seen seen = new Seen();
    for (int i = 0; i < 3120; i++) {
      seen.observe(calls.get(i * 30_000L, 200, "/r" + i % 5, TestCalls.numbered(5 * (i % 30))));
    }
    for (int i = 0; i < 60; i++) {
      long at = 3120 * 30_000L + i * 5_000L;
      seen.observe(calls.get(at, 200, "/r1", TestCalls.numbered(1000 + i)));
    }
    return seen;
  }

  private static ObjectRef masked(int i) {
    return TestCalls.masked(
        i % (i < 500 ? 30 : 15), i < 500 ? "one" : "two", i < 520 ? "one" : null);
  }

  private static DataInputStream stored(String name) throws IOException {
    try (InputStream in = StateTest.class.getResourceAsStream("/state/" + name)) {
      return new DataInputStream(new ByteArrayInputStream(in.readAllBytes()));
    }
  }
}
