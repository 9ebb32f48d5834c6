package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Surprises that touch one agent, or nobody: all of them harmless. */
class QuietSurprisesTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);

  private static Scenario with(double moves, double backfills, double growing, Duration clock) {
    IncidentMix mix = new IncidentMix(0, 0, 0, 0, DAY, moves, backfills, growing, clock);
    return Scenario.defaults(8, 14).with(AttackMix.none()).with(mix);
  }

  @Test
  void aMoveChangesTheNetworkOfAllInstancesAtOnceAndNothingElse() {
    Scenario scenario = with(7, 0, 0, Duration.ZERO);
    BenignEvent move = first(scenario, "address_change", "mobile", DAY);
    List<Seen> before = calls(scenario, move, move.from().minus(HOUR), move.from());
    Instant later = move.from().plus(HOUR);
    List<Seen> after = calls(scenario, move, later, later.plus(HOUR));
    assertThat(networks(before)).hasSize(1);
    assertThat(networks(after)).hasSize(1).doesNotContainAnyElementsOf(networks(before));
    assertThat(after.get(0).userAgent()).isEqualTo(before.get(0).userAgent());
  }

  private static Set<String> networks(List<Seen> calls) {
    Set<String> networks = new TreeSet<>();
    calls.forEach(c -> networks.add(c.network()));
    return networks;
  }

  @Test
  void aRewrittenClientIsAnotherNameForAllInstances() {
    IncidentMix mix = new IncidentMix(0, 0, 20, 0, DAY);
    Scenario scenario = Scenario.defaults(8, 14).with(AttackMix.none()).with(mix);
    BenignEvent event = first(scenario, "client_rewrite", "", DAY);
    List<Seen> before = calls(scenario, event, event.from().minus(HOUR), event.from());
    Instant later = event.from().plus(HOUR);
    List<Seen> after = calls(scenario, event, later, later.plus(HOUR));
    String client = after.get(0).userAgent();
    assertThat(client).contains(event.entity().name() + "-client/");
    assertThat(before.get(before.size() - 1).userAgent()).isNotEqualTo(client);
    assertThat(after).allMatch(c -> c.userAgent().equals(client));
  }

  @Test
  void aBackfillReadsFarMoreThanUsualAndIsAnswered() {
    Scenario scenario = with(0, 14, 0, Duration.ZERO);
    BenignEvent backfill = first(scenario, "backfill", "", Duration.ofHours(5));
    List<Seen> during = calls(scenario, backfill, backfill.from(), backfill.to());
    Scenario calm = with(0, 0, 0, Duration.ZERO);
    List<Seen> usual = calls(calm, backfill, backfill.from(), backfill.to());
    assertThat(during.size() - usual.size()).isBetween(290, 4_100);
    long well = during.stream().filter(Seen::isAnswered).count();
    assertThat(well).isGreaterThan(during.size() * 95L / 100);
  }

  @Test
  void aGrowingPartnerIsBusierByATwentiethEachWeek() {
    Scenario growing = with(0, 0, 1, Duration.ZERO);
    Scenario calm = with(0, 0, 0, Duration.ZERO);
    Duration fourWeeks = Duration.ofDays(28);
    long now = partner(growing, fourWeeks);
    long usual = partner(calm, fourWeeks);
    assertThat(now / (double) usual).isBetween(1.05, 1.35);
    assertThat(Traffic.labels(growing, HOUR).benign()).anyMatch(e -> e.kind().equals("growth"));
  }

  private static long partner(Scenario scenario, Duration from) {
    return Traffic.of(scenario, from, from.plusHours(12)).stream()
        .filter(line -> Traffic.agent(line).startsWith("partner"))
        .filter(line -> !Traffic.text(line).contains("rates\\/fx"))
        .count();
  }

  @Test
  void afterTheClocksWentForwardTheDeskOpensAnHourEarlierInUtc() {
    Scenario summer = with(0, 0, 0, DAY);
    Scenario winter = with(0, 0, 0, Duration.ZERO);
    long early = 0;
    long usual = 0;
    for (int day = 1; day <= 3; day++) {
      early += desk(summer.with(42), Duration.ofHours(24 * day + 7));
      usual += desk(winter.with(42), Duration.ofHours(24 * day + 7));
    }
    assertThat(early).isGreaterThan(usual * 3 / 2);
    assertThat(Traffic.labels(summer, Duration.ofHours(25)).benign())
        .anyMatch(e -> e.kind().equals("clock_change"));
  }

  private static long desk(Scenario scenario, Duration from) {
    return Traffic.of(scenario, from, from.plusHours(1)).stream()
        .filter(line -> Traffic.agent(line).startsWith("loan"))
        .count();
  }

  @Test
  void aPublicHostIsScannedWithoutEndAndNothingIsFound() {
    Scenario scenario =
        ScenarioFile.parse(
            "{publicHost: true, attacks: {perDay: 0}, incidents: {outagesPerDay: 0}, agents: 2}",
            Scenario.defaults(8, 2));
    List<Seen> strangers =
        Traffic.of(scenario, Duration.ofHours(3), Duration.ofHours(4)).stream()
            .filter(line -> Traffic.agent(line).isEmpty())
            .map(Seen::of)
            .toList();
    assertThat(networks(strangers)).hasSizeGreaterThan(1_000);
    assertThat(strangers).hasSizeGreaterThan(8_000).noneMatch(Seen::isAnswered);
    assertThat(Traffic.labels(scenario, HOUR).benign()).anyMatch(e -> e.kind().equals("scanning"));
  }

  private static BenignEvent first(
      Scenario scenario, String kind, String name, Duration notBefore) {
    Instant earliest = scenario.start().plus(notBefore);
    return Traffic.labels(scenario, Duration.ofDays(2)).benign().stream()
        .filter(e -> e.kind().equals(kind) && e.entity().name().startsWith(name))
        .filter(e -> e.from().isAfter(earliest))
        .findFirst()
        .orElseThrow();
  }

  private static List<Seen> calls(Scenario scenario, BenignEvent event, Instant from, Instant to) {
    return Traffic.take(TrafficGenerator.of(scenario, from, to)).stream()
        .filter(line -> Traffic.agent(line).equals(event.entity().name()))
        .map(Seen::of)
        .toList();
  }
}
