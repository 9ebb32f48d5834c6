package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.Lifecycle;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

class StateTest {
  /**
   * Since version 5 of histories, levels are kept to 2 ‰, and since 6 by the hour of the week; the
   * last window of a stream, what a caller does off its paths, and since when it is known, are in
   * none of before.
   */
  private static final RecursiveComparisonConfiguration AS_ROUNDED =
      RecursiveComparisonConfiguration.builder()
          .withComparatorForType(StateTest::nearly, Double.class)
          .withIgnoredFieldsMatchingRegexes(".*stake.*", ".*standing.*", ".*newObject.*")
          .build();

  /** To 2 %. */
  private static int nearly(Double one, Double other) {
    boolean near = Math.abs(one - other) <= 0.02 * Math.max(Math.abs(one), Math.abs(other));
    return near ? 0 : Double.compare(one, other);
  }

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
    assertThat(seen.historyBytes()).hasSizeBetween(5_000, 12_000);
  }

  /** The samples were written by version 1 with {@link #sample()}; they are never written again. */
  @Test
  void statesOfVersionOneAreStillRead() throws IOException {
    Seen sample = sample();
    Pulse pulse = Pulse.readFrom(stored("pulse-v1.bin"));
    History history = History.readFrom(stored("history-v1.bin"));
    assertThat(known(FeatureExtractor.extract(pulse, history))).isEqualTo(known(sample.features()));
  }

  /** Written by version 2 with {@link #sampleOfTwo()}; never written again. */
  @Test
  void statesOfVersionTwoAreStillReadAndGoOn() throws IOException {
    Seen sample = sampleOfTwo();
    Pulse pulse = Pulse.readFrom(stored("pulse-v2.bin"));
    History history = History.readFrom(stored("history-v2.bin"));
    assertThat(known(FeatureExtractor.extract(pulse, history))).isEqualTo(known(sample.features()));
    assertThat(history.objects().relearning()).isTrue();
  }

  /** Written by version 3 with {@link #sampleOfThree()}; never written again. */
  @Test
  void statesOfVersionThreeAreStillReadAndBetAsBefore() throws IOException {
    Seen sample = sampleOfThree();
    Pulse pulse = Pulse.readFrom(stored("pulse-v3.bin"));
    History history = History.readFrom(stored("history-v3.bin"));
    assertThat(known(FeatureExtractor.extract(pulse, history))).isEqualTo(known(sample.features()));
    long now = pulse.now();
    assertThat(history.evidence().readings(now))
        .isNotEmpty()
        .usingRecursiveFieldByFieldElementComparator(AS_ROUNDED)
        .isEqualTo(sample.history.evidence().readings(now));
  }

  /**
   * Written by version 4 with {@link #sampleOfFour()} and {@link #sourceOfFour()}; never written
   * again.
   */
  @Test
  void statesOfVersionFourAreStillReadAndGoOn() throws IOException {
    assertThatTheyGoOnAlike(sampleOfFour(), "pulse-v3-agent.bin", "history-v4-agent.bin");
    assertThatTheyGoOnAlike(sourceOfFour(), "pulse-v3-source.bin", "history-v4-source.bin");
  }

  /** Two days more of calls, the same to both. */
  static void assertThatTheyGoOnAlike(Seen sample, String pulse, String history)
      throws IOException {
    Seen read = new Seen(Pulse.readFrom(stored(pulse)), History.readFrom(stored(history)));
    assertThat(known(read.features())).isEqualTo(known(sample.features()));
    int before = sample.observations.size();
    long from = sample.pulse.now() - TestCalls.START;
    TestCalls calls = new TestCalls().from(sample.history.who().principal()).under("k-1");
    for (int i = 0; i < 300; i++) {
      long at = from + i * 600_000L;
      ApiCall call =
          calls.call("on-" + i, at, i % 9 == 0 ? 403 : 200, "/r" + i % 7, masked(i % 40));
      sample.observe(call);
      read.observe(call);
    }
    List<Observation> since = sample.observations.subList(before, sample.observations.size());
    assertThat(read.observations.stream().map(StateTest::known))
        .hasSizeGreaterThan(100)
        .usingRecursiveFieldByFieldElementComparator(AS_ROUNDED)
        .isEqualTo(since.stream().map(StateTest::known).toList());
  }

  /** Without the features of schema 3, of which states of before hold nothing. */
  private static FeatureVector known(FeatureVector features) {
    double[] values = features.toArray();
    Arrays.fill(values, Feature.CALLS_1H.ordinal(), values.length, 0);
    return new FeatureVector(values);
  }

  private static Observation known(Observation o) {
    return new Observation(
        o.who(),
        o.time(),
        o.notable(),
        o.call(),
        known(o.features()),
        o.usage(),
        o.services(),
        o.evidence());
  }

  /** Written by history version 5 and pulse version 4, samples as above; never written again. */
  @Test
  void statesOfVersionFiveAreStillReadAndGoOn() throws IOException {
    for (String kind : List.of("agent", "source")) {
      Seen sample = kind.equals("agent") ? sampleOfFour() : sourceOfFour();
      Pulse pulse = Pulse.readFrom(stored("pulse-v4-" + kind + ".bin"));
      sample.pulse.gaps.forget(); // of which pulses of before hold nothing
      assertThat(Seen.bytes(pulse::writeTo)).isEqualTo(sample.pulseBytes());
      assertThatTheyGoOnAlike(sample, "pulse-v4-" + kind + ".bin", "history-v5-" + kind + ".bin");
    }
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
                null,
                0));
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
    CallGlance glance = CallGlance.of(calls.get(0, 200, "/a"), trail, standing, -7);
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

  /**
   * Six working days of a poll every ten minutes and one unattended look at an account each hour,
   * the last of them with some refusals and probes.
   */
  static Seen sampleOfFour() {
    TestCalls calls = new TestCalls().under("k-1");
    Seen seen = new Seen();
    for (int i = 0; i < 6 * 60; i++) {
      long at = i / 60 * 86_400_000L + i % 60 * 600_000L;
      seen.observe(calls.ofGroup("status.read").get(at, 200, "/status"));
      if (i % 6 == 0) {
        calls.ofGroup("accounts.read").consented("consent-" + i % 4);
        seen.observe(calls.get(at + 1_000, 200, "/a/{id}", masked(i % 30)));
        calls.consented(null);
      }
    }
    return probing(calls, seen, 5 * 86_400_000L + 60 * 600_000L);
  }

  /** A stranger of five calls, some of them probes. */
  static Seen sourceOfFour() {
    TestCalls calls = new TestCalls().from(Principal.source("192.0.2.0/24"));
    return probing(calls, new Seen(Principal.Kind.SOURCE), 0);
  }

  private static Seen probing(TestCalls calls, Seen seen, long from) {
    for (int i = 0; i < 5; i++) {
      calls.probing(new Probe(Exposure.Place.QUERY, Probe.Kind.SQL_INJECTION));
      seen.observe(calls.get(from + i * 1_000L, i < 3 ? 404 : 200, "/p" + i, masked(i)));
    }
    return seen;
  }

  private static ObjectRef masked(int i) {
    return TestCalls.masked(
        i % (i < 500 ? 30 : 15), i < 500 ? "one" : "two", i < 520 ? "one" : null);
  }

  static DataInputStream stored(String name) throws IOException {
    try (InputStream in = StateTest.class.getResourceAsStream("/state/" + name)) {
      return new DataInputStream(new ByteArrayInputStream(in.readAllBytes()));
    }
  }
}
