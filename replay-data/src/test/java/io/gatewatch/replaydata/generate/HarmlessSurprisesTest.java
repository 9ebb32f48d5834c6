package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HarmlessSurprisesTest {
  private static final Scenario EVENTFUL =
      Scenario.defaults(1, 25)
          .with(AttackMix.none())
          .with(new IncidentMix(12, 6, 20, 0, Duration.ofHours(12)));

  @Test
  void anOutageHitsAllClientsOfTheServiceAndNoOther() {
    BenignEvent outage = first("outage", "accounts", Duration.ofHours(7));
    TreeMap<String, Integer> calls = new TreeMap<>();
    TreeMap<String, Integer> failures = new TreeMap<>();
    for (GeneratedLine line :
        Traffic.take(TrafficGenerator.of(EVENTFUL, outage.from(), outage.to()))) {
      boolean ill = Traffic.json(line).at("/service/name").asText().equals(outage.entity().id());
      String client = ill ? Traffic.agent(line) : "other services";
      calls.merge(client, 1, Integer::sum);
      failures.merge(client, Traffic.status(line) >= 500 ? 1 : 0, Integer::sum);
    }
    assertThat(failures.remove("other services")).isLessThan(calls.get("other services") / 50);
    failures.keySet().removeIf(client -> calls.get(client) < 15);
    assertThat(failures).hasSizeGreaterThan(4);
    failures.forEach((client, n) -> assertThat(n).as(client).isGreaterThan(calls.get(client) / 10));
  }

  @Test
  void aReleaseChangesTheUserAgentAtItsMoment() {
    BenignEvent deploy = first("deploy", "mobile", Duration.ofHours(4));
    String agent = deploy.entity().name();
    String before = userAgent(agent, deploy.from().minus(Duration.ofHours(2)), deploy.from());
    String after = userAgent(agent, deploy.to(), deploy.to().plus(Duration.ofHours(2)));
    assertThat(before).isNotEmpty().isNotEqualTo(after);
  }

  @Test
  void anAgentThatIsOnboardedMakesItsFirstCallAfterwards() {
    IncidentMix newcomers = new IncidentMix(0, 0, 0, 1, Duration.ofHours(12));
    Scenario scenario = EVENTFUL.with(newcomers).with(12);
    Duration halfTime = Duration.ofHours(6);
    Set<String> expected = new TreeSet<>();
    for (BenignEvent event : Traffic.labels(scenario, halfTime).benign()) {
      expected.add(event.entity().name());
    }
    Set<String> seen = new TreeSet<>();
    Traffic.of(scenario, Duration.ZERO, halfTime).forEach(line -> seen.add(Traffic.agent(line)));
    seen.remove("");

    assertThat(expected).hasSizeBetween(3, 9);
    assertThat(expected).containsAll(seen);
  }

  @Test
  void closingTheBooksTriplesTheNightlyBatch() {
    Scenario calm = Scenario.defaults(4, 6).with(AttackMix.none()).with(IncidentMix.none());
    long usual = nightly(calm, Duration.ofDays(2));
    long monthEnd = nightly(calm, Duration.ofDays(26)); // from 5 to 31 January
    assertThat(monthEnd).isGreaterThan(usual * 5 / 2);
  }

  private static long nightly(Scenario scenario, Duration day) {
    return Traffic.of(scenario, day, day.plusHours(6)).stream()
        .filter(line -> Traffic.agent(line).startsWith("batch"))
        .filter(line -> Traffic.text(line).contains("\\/balances\""))
        .count();
  }

  private static BenignEvent first(String kind, String name, Duration notBefore) {
    Instant start = EVENTFUL.start();
    return Traffic.labels(EVENTFUL, Duration.ofHours(14)).benign().stream()
        .filter(
            e ->
                e.kind().equals(kind)
                    && e.entity().name().startsWith(name)
                    && e.from().isAfter(start.plus(notBefore)))
        .findFirst()
        .orElseThrow();
  }

  private static String userAgent(String agent, Instant from, Instant to) {
    Instant start = from.isBefore(EVENTFUL.start()) ? EVENTFUL.start() : from;
    return Traffic.take(TrafficGenerator.of(EVENTFUL, start, to)).stream()
        .filter(line -> Traffic.agent(line).equals(agent))
        .map(line -> Traffic.json(line).at("/request/headers/user-agent").asText())
        .findFirst()
        .orElse("");
  }
}
