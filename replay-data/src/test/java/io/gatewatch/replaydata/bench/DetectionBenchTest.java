package io.gatewatch.replaydata.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.replaydata.cli.Gatewatch;
import io.gatewatch.replaydata.evaluate.Judgement;
import io.gatewatch.replaydata.evaluate.KnownAttack;
import io.gatewatch.replaydata.evaluate.Outcomes;
import io.gatewatch.replaydata.evaluate.Raised;
import io.gatewatch.replaydata.evaluate.Recall;
import io.gatewatch.replaydata.evaluate.RunFiles;
import io.gatewatch.replaydata.evaluate.RunSpan;
import io.gatewatch.replaydata.evaluate.Truth;
import io.gatewatch.replaydata.generate.Scenario;
import io.gatewatch.replaydata.generate.ScenarioFile;
import io.gatewatch.replaydata.generate.TrafficFolder;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether what Gatewatch is measured against, and by, is what it says. */
class DetectionBenchTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Instant FLOOD = START.plus(Duration.ofHours(34));
  private static final Duration WARMUP = Duration.ofDays(1);

  @TempDir Path folder;

  static List<Approach> baselines() {
    return List.of(new StaticThresholds(), new ForestPerAgent(5));
  }

  @ParameterizedTest
  @MethodSource("baselines")
  void aBaselineFindsAFloodWhenItCan(Approach baseline) {
    play(baseline, true);
    List<Raised> told = judged(baseline);
    assertThat(told).isNotEmpty().allMatch(a -> a.entityId().equals("agent-1"));
    assertThat(told.get(0).time()).isBetween(FLOOD, FLOOD.plus(Duration.ofMinutes(5)));
    assertThat(told).extracting(Raised::alertId).containsOnly(told.get(0).alertId());
  }

  @ParameterizedTest
  @MethodSource("baselines")
  void aBaselineSaysNothingOfAQuietDay(Approach baseline) {
    play(baseline, false);
    assertThat(judged(baseline)).isEmpty();
  }

  @Test
  void callsFromMemoryGiveTheAlertsOfAReplayOfTheirFile() throws IOException {
    Scenario scenario =
        ScenarioFile.parse(
            """
            attacks:
              planned:
                - {kind: object_enumeration, variant: walk_refused, after: PT90M, stealth: 0}
            """,
            Scenario.defaults(3, 20));
    Duration span = Duration.ofHours(3);
    Approach ours = new OurApproach(true, null);
    BenchTraffic traffic = new BenchTraffic();
    traffic.play(scenario, span, List.of(ours));

    new TrafficFolder(folder.resolve("made"))
        .write(
            TrafficGenerator.of(scenario, scenario.start(), scenario.start().plus(span)), t -> {});
    PrintWriter silent = new PrintWriter(PrintWriter.nullWriter());
    String lines = folder.resolve("made/access.ndjson.gz").toString();
    String run = folder.resolve("run").toString();
    assertThat(
            Gatewatch.run(
                silent,
                silent,
                "replay",
                "--format",
                "kong",
                "--input",
                lines,
                "--out",
                run,
                "--quota-effect"))
        .isZero();

    RunFiles files = new RunFiles(folder.resolve("run"));
    assertThat(ours.alerts()).isNotEmpty().isEqualTo(files.alerts());
    assertThat(ours.cuts()).isEqualTo(files.cuts());
    assertThat(ours.refused()).isEqualTo(files.refused());
    assertThat(traffic.span(WARMUP)).isEqualTo(files.span(0, WARMUP));
  }

  @Test
  void whoTellsOfEverybodyAllTheTimeFindsByLuckWhatIsNotThere() {
    RunSpan span = new RunSpan(START, START.plus(Duration.ofDays(2)), 1, 1, WARMUP);
    KnownAttack attack =
        new KnownAttack(
            "a",
            "volume_spike",
            null,
            false,
            "agent",
            "agent-1",
            List.of(),
            null,
            FLOOD,
            FLOOD.plusSeconds(60),
            5,
            0);
    Truth truth = new Truth(List.of(attack), List.of());
    Episodes always = new Episodes("always", 60_000);
    Episodes once = new Episodes("once", 60_000);
    for (int minute = 0; minute < 48 * 60; minute++) {
      always.tell(Principal.Kind.AGENT, "agent-1", START.plusSeconds(60L * minute).toEpochMilli());
    }
    once.tell(Principal.Kind.AGENT, "agent-1", FLOOD.plusSeconds(5).toEpochMilli());
    for (Episodes told : List.of(always, once)) {
      Outcomes here = Judgement.of(truth, span, told.versions(), List.of(), null);
      Outcomes luck =
          Judgement.of(Elsewhere.of(truth, span), span, told.versions(), List.of(), null);
      assertThat(Recall.of(here.judgedAttacks()).found()).isEqualTo(1);
      assertThat(Recall.of(luck.judgedAttacks()).found()).isEqualTo(told == always ? 1 : 0);
    }
  }

  @Test
  void theTableHasARowAnApproachAndSeedsAddUp() {
    BenchTable table = new BenchTable();
    int attacks = 0;
    for (long seed = 1; seed <= 2; seed++) {
      BenchTraffic traffic = new BenchTraffic();
      Approach still = new StaticThresholds();
      traffic.play(Scenario.defaults(seed, 5), Duration.ofHours(6), List.of(still));
      RunSpan span = traffic.span(Duration.ofHours(1));
      Outcomes outcomes = Judgement.of(traffic.truth(), span, still.alerts(), List.of(), null);
      attacks += outcomes.judgedAttacks().size();
      table.add(still, outcomes, outcomes);
    }
    // Nobody has limits on the first day: nothing is found, and nothing is false.
    assertThat(attacks).isGreaterThan(2);
    assertThat(table.markdown())
        .contains("| static thresholds per agent | 0 of " + attacks + " | 0 % (0 to ")
        .contains(" | 0 % | – | 0.00 (0.00 to 8.8");
  }

  @Test
  void whereNothingCountsTheTableSaysSo() {
    BenchTable table = new BenchTable();
    table.add(new StaticThresholds(), Outcomes.none(), Outcomes.none());
    assertThat(table.markdown())
        .contains("| static thresholds per agent | 0 of 0 | – | – | – | – | – | – | – | – |");
  }

  /** Two agents for two days, a call each ten seconds; the flood is five calls a second. */
  private static void play(Approach approach, boolean flood) {
    for (long second = 0; second < 2 * 86_400; second += 10) {
      Instant time = START.plusSeconds(second);
      approach.call(call("agent-1", time, second), 2000);
      approach.call(call("agent-2", time, second + 5), 2000);
      boolean flooding =
          flood && !time.isBefore(FLOOD) && time.isBefore(FLOOD.plus(Duration.ofMinutes(10)));
      for (int i = 0; flooding && i < 50; i++) {
        approach.call(call("agent-1", time, second * 50 + i), 2000);
      }
    }
    approach.finish();
  }

  /** What was told after the warm-up. */
  private static List<Raised> judged(Approach approach) {
    List<Raised> told = new ArrayList<>(approach.alerts());
    told.removeIf(a -> a.time().isBefore(START.plus(WARMUP)));
    return told;
  }

  private static ApiCall call(String agent, Instant time, long object) {
    return new ApiCall(
        time,
        null,
        false,
        "bank",
        null,
        "public",
        null,
        agent + "-" + time + "-" + object,
        null,
        Principal.agent(agent, "kong"),
        agent,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "GET",
        "/accounts/{id}",
        "accounts",
        null,
        "accounts.read",
        null,
        200,
        null,
        null,
        500L,
        20.0,
        "198.51.100.7",
        "app/1",
        List.of(new ObjectRef("account", "o" + object % 40, null, null, null, null)),
        null,
        null,
        null,
        null,
        null);
  }
}
