package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.Traffic;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.ObservationSink;
import io.gatewatch.features.Observer;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.RecentContexts;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import io.gatewatch.features.ViewState;
import io.gatewatch.features.ViewTally;
import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.FirstSteps;
import io.gatewatch.features.evidence.Habits;
import io.gatewatch.features.evidence.OwnEvidence;
import io.gatewatch.features.evidence.StreamReading;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Exposure;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.junit.jupiter.api.Test;

/** The judge's state of one principal, stored and read back. */
class SuspicionTest {
  /** The sample was written by version 1 with {@link #sample()}; it is never written again. */
  @Test
  void aStateOfVersionOneIsStillReadAndGoesOn() throws IOException {
    Suspicion stored;
    try (InputStream in = SuspicionTest.class.getResourceAsStream("/state/suspicion-v1.bin")) {
      stored = Suspicion.readFrom(new DataInputStream(in));
    }
    assertThatItIs(stored, sample());
    List<Detection> goneOn = new ArrayList<>();
    new Judge(rulesOfThen(), (view, round) -> null, goneOn::add).drain(stored, Long.MAX_VALUE);
    assertThat(goneOn).extracting(Detection::sequence).containsExactly(2, 3, 4, 5);
  }

  /** Written by version 2 with {@link #sampleOfTwo()}; never written again. */
  @Test
  void aStateOfVersionTwoIsStillReadAndKnowsWhatWasTold() throws IOException {
    Suspicion stored;
    try (InputStream in = SuspicionTest.class.getResourceAsStream("/state/suspicion-v2.bin")) {
      stored = Suspicion.readFrom(new DataInputStream(in));
    }
    assertThatItIs(stored, sampleOfTwo());
    List<Detection> goneOn = new ArrayList<>();
    new Judge(Book.shipped(), (view, round) -> null, goneOn::add).drain(stored, Long.MAX_VALUE);
    assertThat(goneOn).extracting(Detection::summary).singleElement().asString().contains("/late");
  }

  /** Written by version 3 with {@link #sampleOfThree()}; never written again. */
  @Test
  void aStateOfVersionThreeIsStillReadWithItsEvidence() throws IOException {
    try (InputStream in = SuspicionTest.class.getResourceAsStream("/state/suspicion-v3.bin")) {
      Suspicion stored = Suspicion.readFrom(new DataInputStream(in));
      assertThatItIs(stored, sampleOfThree());
    }
  }

  /** Written by versions 4 and 5 with {@link #sampleOfThree()}; never written again. */
  @Test
  void statesOfVersionsFourAndFiveAreStillReadAndKnowHowLongTheyLive() throws IOException {
    for (String version : List.of("v4", "v5")) {
      String name = "/state/suspicion-" + version + ".bin";
      try (InputStream in = SuspicionTest.class.getResourceAsStream(name)) {
        Suspicion stored = Suspicion.readFrom(new DataInputStream(in));
        assertThatItIs(stored, sampleOfThree());
        assertThat(stored.sweepAt()).isEqualTo(sampleOfThree().sweepAt());
      }
    }
  }

  /** Written by version 6 with {@link #sampleOfSix()}; never written again. */
  @Test
  void aStateOfVersionSixGoesOnComparingANewcomer() throws IOException {
    try (InputStream in = SuspicionTest.class.getResourceAsStream("/state/suspicion-v6.bin")) {
      Suspicion stored = Suspicion.readFrom(new DataInputStream(in));
      assertThat(bytes(stored)).isEqualTo(bytes(ofSchemaFive(sampleOfSix())));
    }
  }

  /** What waits, without features that were added since. */
  private static Suspicion ofSchemaFive(Suspicion state) {
    List<Observation> waiting = List.copyOf(state.waiting);
    state.waiting.clear();
    for (Observation o : waiting) {
      double[] values = o.features().toArray();
      Arrays.fill(values, Feature.GROUP_CALLS_1M.ordinal(), values.length, 0);
      state.waiting.add(
          new Observation(
              o.who(),
              o.time(),
              o.notable(),
              o.call(),
              new FeatureVector(values),
              o.usage(),
              o.services(),
              o.evidence(),
              o.steps()));
    }
    return state;
  }

  @Test
  void whatIsGatheredBesideItsKindStaysWhenARoundHasNothingToCompare() {
    Observation plain = sampleOfThree().waiting.peekLast().with(List.of());
    Observation refused = with(plain, steps());
    Newcomer at = new Newcomer();
    Newcomer now = new Newcomer();
    at.besideItsKind(refused, SuspicionTest::habits);
    now.besideItsKind(refused, SuspicionTest::habits);
    now.besideItsKind(with(plain, null), SuspicionTest::habits);
    List<StreamReading> gathered = now.besideItsKind(refused, SuspicionTest::habits).evidence();
    assertThat(gathered).isEqualTo(at.besideItsKind(refused, SuspicionTest::habits).evidence());
    assertThat(gathered).extracting(StreamReading::hits).contains(10.0);
  }

  @Test
  void aSourcesSamplesAreDroppedWhenNoFindingCanShowThem() throws IOException {
    TestCalls calls = TestCalls.source("198.51.100.0/24").answered(404).every(10, 0, 120);
    Suspicion source = new Suspicion();
    see(calls.list(), "198.51.100.0").observations.forEach(source::offer);
    new Judge(Book.shipped(), (view, round) -> null, d -> {}).drain(source, Long.MAX_VALUE);
    long moment = source.sweepAt();
    assertThat(moment).isEqualTo(TestCalls.START + 330_000);
    int before = bytes(source).length;
    assertThat(source.sweep(moment)).as("its last calls may still be shown").isFalse();
    assertThat(bytes(source)).hasSize(before);
    assertThat(source.sweep(source.sweepAt())).isFalse();
    assertThat(bytes(source)).hasSizeLessThan(before / 5).hasSizeLessThanOrEqualTo(80);
    long later = source.sweepAt();
    assertThat(later - moment).isGreaterThan(47 * 3_600_000L);
    assertThat(source.sweep(later)).isTrue();
  }

  @Test
  void aStateOfAnUnknownVersionIsRefused() {
    byte[] future = {9, 0, 0};
    assertThatThrownBy(
            () -> Suspicion.readFrom(new DataInputStream(new ByteArrayInputStream(future))))
        .isInstanceOf(IOException.class)
        .hasMessage("suspicion of version 9 (expected: up to 7)");
  }

  @Test
  void theStateOfAnActivePrincipalStaysSmall() throws IOException {
    Suspicion judged = sample();
    new Judge(rulesOfThen(), (view, round) -> null, d -> {}).drain(judged, Long.MAX_VALUE);
    assertThat(bytes(judged)).hasSizeLessThan(2_500);
  }

  @Property(tries = 20, seed = "5")
  void aStateReadBackAtAnyMomentGoesOnAsIfNothingHadHappened(@ForAll long seed) throws IOException {
    Seen seen = see(Traffic.of(seed), "thief");
    Random random = new Random(seed);
    List<Detection> plain = new ArrayList<>();
    List<Detection> restored = new ArrayList<>();
    Suspicion whole = new Suspicion();
    Suspicion broken = new Suspicion();
    for (Observation observation : seen.observations) {
      // The clock stays behind, so that observations wait when the state is stored.
      long watermark = observation.time() - random.nextInt(60_000);
      whole.offer(observation);
      broken.offer(observation);
      new Judge(Book.shipped(), seen.contexts::find, plain::add).drain(whole, watermark);
      new Judge(Book.shipped(), seen.contexts::find, restored::add).drain(broken, watermark);
      if (random.nextInt(5) == 0) {
        broken = Suspicion.readFrom(new DataInputStream(new ByteArrayInputStream(bytes(broken))));
      }
      assertThat(Judge.nextDue(broken)).isEqualTo(Judge.nextDue(whole));
    }
    assertThat(restored).isEqualTo(plain).isNotEmpty();
    assertThat(bytes(broken)).isEqualTo(bytes(whole));
  }

  /** Two tellings into an episode, the third waits for its context. */
  static Suspicion sample() {
    List<ApiCall> calls =
        TestCalls.source("198.51.100.0/24")
            .claiming(n -> "c" + n)
            .answered(401)
            .every(2, 0, 180)
            .list();
    Seen seen = see(calls, "198.51.100.0");
    Suspicion state = new Suspicion();
    seen.observations.forEach(state::offer);
    long until = TestCalls.START + 130_000;
    new Judge(rulesOfThen(), (view, round) -> null, d -> {}).drain(state, until);
    return state;
  }

  /** The shipped rules under the versions that they had: episodes go by detector@version. */
  private static Book rulesOfThen() {
    String then = RuleSet.shipped().text().replace("version: 2", "version: 1");
    return Book.of(List.of(ControlRecord.of(ControlRecord.RULES, "then", 1, Instant.EPOCH, then)));
  }

  /** An IBAN on one route was told; the same again, and one on another route, wait. */
  static Suspicion sampleOfTwo() {
    Exposure iban = new Exposure(Exposure.Place.QUERY, Exposure.Kind.IBAN);
    List<ApiCall> calls =
        TestCalls.agent("leaky")
            .exposing(iban)
            .calling(n -> n < 8 ? "/early" : "/late")
            .every(20, 0, 180)
            .list();
    Suspicion state = new Suspicion();
    see(calls, "leaky").observations.stream()
        .filter(o -> o.steps() == null) // as it was then
        .forEach(state::offer);
    long until = TestCalls.START + 80_000;
    new Judge(Book.shipped(), (view, round) -> null, d -> {}).drain(state, until);
    return state;
  }

  /** The same, and a round's end with evidence waits as well. */
  static Suspicion sampleOfThree() {
    Suspicion state = sampleOfTwo();
    Observation last = state.waiting.peekLast();
    state.offer(
        new Observation(
            last.who(),
            last.time(),
            false,
            null,
            last.features(),
            last.usage(),
            last.services(),
            List.of(
                new StreamReading(
                    EvidenceStream.WALKS, 12.5, 40, 60, 0.01, last.time() - 60_000))));
    return state;
  }

  /** The same; before, one of its kind's habits was told, and it was refused beside them. */
  static Suspicion sampleOfSix() throws IOException {
    Suspicion state = sampleOfThree();
    Observation last = state.waiting.peekLast();
    state.newcomer.besideItsKind(with(last, steps()), SuspicionTest::habits);
    state.offer(with(last, steps()));
    return state;
  }

  private static Observation with(Observation o, FirstSteps steps) {
    return new Observation(
        o.who(),
        o.time(),
        o.notable(),
        o.call(),
        o.features(),
        o.usage(),
        o.services(),
        o.evidence(),
        steps);
  }

  private static FirstSteps steps() {
    return new FirstSteps(
        "AISP",
        List.of(
            new FirstSteps.Count(EvidenceStream.CALLS, 1, 9),
            new FirstSteps.Count(EvidenceStream.REFUSALS, 6, 5)),
        List.of(new FirstSteps.Order(5, 0, 9)));
  }

  /** Of thirty agents that are refused now and then. */
  private static ContextEntry habits(View view, long round) {
    OwnEvidence known = new OwnEvidence();
    long from = TestCalls.START - 48 * 3_600_000L;
    for (int minute = 0; minute < 30 * 60; minute++) {
      known.add(EvidenceStream.CALLS, 2 + minute % 3);
      for (int call = 0; call < 3; call++) {
        known.count(EvidenceStream.REFUSALS, minute % 40 == 0);
      }
      known.closeRound(from + minute * 60_000L);
      known.closeMinute(from + minute * 60_000L);
    }
    Habits one = known.vote(7, from / 3_600_000L + 30);
    Tally all = new Tally();
    for (int i = 0; i < 30; i++) {
      all.add(Tally.habits(one));
    }
    return new ContextEntry(view, round, all, all, 0, -1);
  }

  /** But for what was added since: features of schema 3, where a call stands, what was staked. */
  private static void assertThatItIs(Suspicion stored, Suspicion sample) {
    RecursiveComparisonConfiguration asBefore =
        RecursiveComparisonConfiguration.builder()
            .withIgnoredFieldsMatchingRegexes(".*stake.*", ".*standing.*")
            .build();
    assertThat(stored.waiting.stream().map(SuspicionTest::ofSchemaTwo))
        .usingRecursiveFieldByFieldElementComparator(asBefore)
        .containsExactlyElementsOf(
            sample.waiting.stream().map(SuspicionTest::ofSchemaTwo).toList());
    assertThat(stored.episodes.keySet()).isEqualTo(sample.episodes.keySet());
    assertThat(stored.samples.calls()).isEqualTo(sample.samples.calls());
    assertThat(stored.models).usingRecursiveComparison().isEqualTo(sample.models);
  }

  private static Observation ofSchemaTwo(Observation o) {
    double[] values = o.features().toArray();
    Arrays.fill(values, Feature.CALLS_1H.ordinal(), values.length, 0);
    FeatureVector features = new FeatureVector(values);
    return new Observation(
        o.who(), o.time(), o.notable(), o.call(), features, o.usage(), o.services(), o.evidence());
  }

  private static byte[] bytes(Suspicion state) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** What one caller looks like, and the contexts of all rounds that it was in. */
  private static Seen see(List<ApiCall> calls, String caller) {
    Seen seen = new Seen();
    Pulse pulse = new Pulse();
    List<ApiCall> own = calls.stream().filter(c -> c.principal().id().startsWith(caller)).toList();
    History history = new History(own.get(0).principal().kind());
    own.forEach(c -> Observer.observe(pulse, history, c, seen));
    Observer.advance(pulse, history, Rounds.end(Rounds.of(pulse.now())), seen);
    return seen;
  }

  private static final class Seen implements ObservationSink {
    final List<Observation> observations = new ArrayList<>();
    final RecentContexts contexts = new RecentContexts();

    @Override
    public void observation(Observation observation) {
      observations.add(observation);
    }

    @Override
    public void tally(ViewTally tally) {
      ViewState view = new ViewState();
      view.add(tally);
      ContextEntry entry = view.close(tally.round());
      contexts.add(entry);
    }
  }
}
