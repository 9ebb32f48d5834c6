package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.CallField;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What must not show in the findings about feeds: order, when the clock ticks, a state stored. */
class FeedWatchTest {
  @Property(tries = 10, seed = "6")
  void neitherTheOrderOfReportsNorTheTicksOfTheClockShow(@ForAll long seed) throws IOException {
    Watched eventful = eventful();
    List<Detection> told = new ArrayList<>();
    FeedWatch watch = Watched.read(Watched.bytes(new Watched(gateways()).learn().watch));
    Random random = new Random(seed);
    List<FeedReport> waiting = new ArrayList<>();
    for (FeedReport report : eventful.reports) {
      waiting.add(report);
      if (random.nextInt(12) == 0) {
        Collections.shuffle(waiting, random);
        waiting.forEach(r -> assertThat(watch.offer(r)).isTrue());
        waiting.clear();
        watch.drain(report.to().toEpochMilli() - 1, Watched.BOOK, told::add);
      }
    }
    waiting.forEach(watch::offer);
    watch.drain(Long.MAX_VALUE - 1, Watched.BOOK, told::add);
    assertThat(told).isNotEmpty();
    assertThat(json(told)).isEqualTo(json(eventful.told));
  }

  @Property(tries = 10, seed = "7")
  void aStateReadBackAtAnyMomentGoesOnAsIfNothingHadHappened(@ForAll long seed) {
    Watched eventful = eventful();
    Random random = new Random(seed);
    List<Detection> told = new ArrayList<>();
    FeedWatch watch = new Watched(gateways()).learn().watch;
    for (FeedReport report : eventful.reports) {
      watch.offer(report);
      if (random.nextInt(40) == 0) {
        watch = Watched.read(Watched.bytes(watch));
      }
      watch.drain(report.to().toEpochMilli() - 1, Watched.BOOK, told::add);
    }
    watch.drain(Long.MAX_VALUE - 1, Watched.BOOK, told::add);
    assertThat(json(told)).isEqualTo(json(eventful.told));
  }

  @Test
  void aReportForARoundThatIsClosedIsRefused() {
    FeedWatch watch = new FeedWatch();
    assertThat(watch.offer(report("w", 0, 10))).isTrue();
    assertThat(watch.nextDue()).isEqualTo(Watched.START.plusSeconds(10).toEpochMilli());
    watch.drain(watch.nextDue(), Watched.BOOK, d -> {});
    assertThat(watch.offer(report("v", 0, 10))).isFalse();
    assertThat(watch.offer(report("v", 0, 11))).isTrue();
    assertThat(watch.nextDue()).isEqualTo(Watched.START.plusSeconds(20).toEpochMilli());
  }

  @Test
  void aSourceThatNeverSentAReadableLineTakesNoRoom() {
    FeedWatch watch = new FeedWatch();
    for (int i = 0; i < 100; i++) {
      TreeMap<String, Long> rejected = new TreeMap<>();
      rejected.put("not_json", 5L);
      Feed feed = new Feed("tenant-" + i, "edge", "kong", "");
      FeedCount junk = new FeedCount(feed, 0, 50, 0, 0, 0, rejected, new TreeMap<>());
      Instant from = Watched.START.plusSeconds(10L * i);
      watch.offer(new FeedReport("w", from, from.plusSeconds(10), List.of(junk)));
    }
    watch.drain(Long.MAX_VALUE - 1, Watched.BOOK, d -> {});
    assertThat(watch.sources()).isZero();
  }

  @Test
  void sourcesAndNodesAreBounded() {
    FeedWatch watch = new FeedWatch();
    for (int round = 0; round < 20; round++) {
      List<FeedCount> counts = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Feed feed = new Feed("t" + (round * 200 + i), "edge", "kong", "node-" + i);
        Feed node = new Feed("t0", "edge", "kong", "node-" + (round * 200 + i));
        counts.add(count(feed));
        counts.add(count(node));
      }
      Instant from = Watched.START.plusSeconds(10L * round);
      watch.offer(new FeedReport("w", from, from.plusSeconds(10), counts));
    }
    watch.drain(Long.MAX_VALUE - 1, Watched.BOOK, d -> {});
    assertThat(watch.sources()).isEqualTo(FeedWatch.MAX_SOURCES);
    assertThat(Watched.bytes(watch).length).isLessThan(FeedWatch.MAX_SOURCES * 7_000 + 64 * 1_000);
  }

  @Test
  void aTenantThatInventsSourcesHasItsOwnBoundAndOldOnesStay() {
    Watched watched = new Watched(gateways()).learn();
    FeedWatch watch = watched.watch;
    for (int round = 0; round < 20; round++) {
      List<FeedCount> counts = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        counts.add(count(new Feed("bank", "junk-" + (round * 100 + i), "kong", "")));
      }
      offer(watch, watched.now.plusSeconds(10L * round), counts);
    }
    assertThat(watch.sources()).isEqualTo(FeedWatch.MAX_OF_TENANT);
    String late = "in-its-place";
    offer(watch, watched.now.plusSeconds(200), List.of(count(new Feed("bank", late, "kong", ""))));
    offer(watch, watched.now.plusSeconds(210), List.of(count(new Feed("shop", late, "kong", ""))));
    assertThat(watch.sources()).isEqualTo(FeedWatch.MAX_OF_TENANT + 1);
    String names = new String(Watched.bytes(watch), StandardCharsets.ISO_8859_1);
    assertThat(names).contains("bank/" + late + "/kong", "shop/" + late + "/kong");
    assertThat(names).contains("bank/edge/kong", "bank/edge/nginx");
  }

  private static void offer(FeedWatch watch, Instant from, List<FeedCount> counts) {
    watch.offer(new FeedReport("w", from, from.plusSeconds(10), counts));
    watch.drain(from.plusSeconds(10).toEpochMilli(), Watched.BOOK, d -> {});
  }

  @Test
  void withoutTheRuleNothingIsToldButStillLearned() {
    String rules = RuleSet.shipped().text();
    Book without =
        Book.of(
            List.of(
                ControlRecord.of(
                    ControlRecord.RULES,
                    "few",
                    1,
                    Instant.EPOCH,
                    rules.substring(0, rules.indexOf("  - id: telemetry-gap")))));
    Watched eventful = eventful();
    FeedWatch watch = new Watched(gateways()).learn().watch;
    eventful.reports.forEach(watch::offer);
    watch.drain(Long.MAX_VALUE - 1, without, d -> assertThat(d).isNull());
    assertThat(watch.sources()).isEqualTo(2);
  }

  @Test
  void everyFindingSaysWhyAndWhatWouldHaveKeptItQuiet() {
    for (Detection d : eventful().told) {
      assertThat(d.detectionId()).matches("d-[0-9a-f]{16}");
      assertThat(d.evidence()).isNotEmpty();
      assertThat(d.evidence().stream().mapToDouble(Evidence::contribution).sum())
          .isBetween(0.999, 1.001);
      boolean onlySilent = d.evidence().get(0).feature().equals("silent_minutes");
      onlySilent &= d.evidence().size() == 1;
      assertThat(d.counterfactual())
          .isEqualTo(onlySilent ? "quiet with one readable line in the last 5 min" : null);
      assertThat(d.summary()).containsPattern("\\d");
      assertThat(d.score()).isBetween(0.5, 1.0);
    }
  }

  @Test
  void thePipelineTellsWhatTheWatchTells() {
    Watched watched = new Watched(new Gateway("", t -> 5));
    watched.step = Duration.ofMinutes(1);
    watched.keepReports = true;
    watched.until(Watched.at(15, 12, 0));
    watched.gateways.get(0).dies();
    watched.run(Duration.ofMinutes(30));
    List<Detection> told = new ArrayList<>();
    DetectionPipeline pipeline = new DetectionPipeline(Watched.BOOK, told::add);
    for (FeedReport report : watched.reports) {
      pipeline.report(report);
      pipeline.advance(report.to().toEpochMilli() - 1);
    }
    pipeline.report(watched.reports.get(0));
    assertThat(json(told)).isEqualTo(json(watched.told)).isNotEmpty();
    assertThat(pipeline.reportsTooLate()).isEqualTo(1);
  }

  /** The sample was written by version 1 with {@link #sample()}; it is never written again. */
  @Test
  void aStateOfVersionOneIsStillReadAndGoesOn() throws IOException {
    FeedWatch stored;
    try (InputStream in = FeedWatchTest.class.getResourceAsStream("/state/feed-watch-v1.bin")) {
      stored = FeedWatch.readFrom(new DataInputStream(in));
    }
    // It holds shares of fewer fields than are looked at now; those are not known yet.
    byte[] now = Watched.bytes(stored);
    assertThat(Watched.bytes(Watched.read(now))).isEqualTo(now);
    assertThat(drained(stored)).isEqualTo(drained(sample()));
  }

  private static List<Detection> drained(FeedWatch watch) {
    List<Detection> told = new ArrayList<>();
    watch.drain(Long.MAX_VALUE - 1, Watched.BOOK, told::add);
    assertThat(told).extracting(Detection::sequence).containsExactly(2);
    return told;
  }

  @Test
  void aStateOfAnUnknownVersionIsRefused() {
    byte[] future = {9, 0, 0};
    assertThatThrownBy(
            () -> FeedWatch.readFrom(new DataInputStream(new ByteArrayInputStream(future))))
        .isInstanceOf(IOException.class)
        .hasMessage("feed watch of version 9 (expected: 1)");
  }

  /** Ten minutes into a silence, two tellings old; the round of the third waits to be judged. */
  static FeedWatch sample() {
    Gateway kong = new Gateway("node-1", t -> 5);
    Watched watched = new Watched(kong);
    watched.step = Duration.ofMinutes(1);
    watched.until(Watched.at(15, 12, 0));
    kong.dies();
    while (watched.told.size() < 2) {
      watched.run(Duration.ofMinutes(1));
    }
    watched.watch.drain(Long.MAX_VALUE - 1, Watched.BOOK, watched.told::add);
    Instant next = watched.now.plus(Duration.ofMinutes(5));
    watched.watch.offer(new FeedReport("w0", next.minusSeconds(60), next, List.of()));
    return watched.watch;
  }

  private static Gateway[] gateways() {
    return new Gateway[] {
      new Gateway("kong", "node-1", Gateway.dayAndNight(5)),
      new Gateway("kong", "node-2", Gateway.dayAndNight(4)),
      new Gateway("nginx", "", Gateway.dayAndNight(3))
    };
  }

  /** Two hours with a node that dies, a field that is lost, broken lines and a silent source. */
  private static Watched eventful() {
    Watched watched = new Watched(gateways());
    watched.learn();
    watched.keepReports = true;
    watched.writers = 3;
    watched.gateways.get(1).dies();
    watched.run(Duration.ofMinutes(30));
    watched.gateways.get(0).filled.put(CallField.BYTES_OUT, 0.0);
    watched.run(Duration.ofMinutes(30));
    watched.gateways.get(2).rejectedShare = 0.5;
    watched.run(Duration.ofMinutes(30));
    watched.gateways.get(2).dies();
    watched.run(Duration.ofMinutes(30));
    watched.watch.drain(Long.MAX_VALUE - 1, Watched.BOOK, watched.told::add);
    return watched;
  }

  private static FeedReport report(String writer, int from, int to) {
    return new FeedReport(
        writer, Watched.START.plusSeconds(from), Watched.START.plusSeconds(to), List.of());
  }

  private static FeedCount count(Feed feed) {
    return new FeedCount(feed, 1, 100, 0, 0, 0, new TreeMap<>(), new TreeMap<>());
  }

  private static List<String> json(List<Detection> told) {
    return told.stream().map(Court::json).toList();
  }
}
