package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IncidentsTest {
  private static final Scenario EVENTFUL =
      Scenario.defaults(4, 25)
          .with(AttackMix.none())
          .with(new IncidentMix(6, 6, 7, 0.3, Duration.ofHours(12)));

  @Test
  void anOutageHitsAllClientsOfTheServiceAndNoOther() {
    BenignEvent outage = first("outage", Duration.ofHours(8));
    List<GeneratedLine> during =
        Traffic.take(TrafficGenerator.of(EVENTFUL, outage.from(), outage.to()));
    TreeSet<String> sufferers = new TreeSet<>();
    for (GeneratedLine line : during) {
      if (Traffic.status(line) >= 500) {
        String service = Traffic.json(line).at("/service/name").asText();
        if (service.equals(outage.entity().id())) {
          sufferers.add(Traffic.agent(line));
        }
      }
    }
    assertThat(sufferers).hasSizeGreaterThan(3);
  }

  @Test
  void aReleaseChangesTheUserAgentAtItsMoment() {
    BenignEvent deploy = first("deploy", Duration.ZERO);
    String agent = deploy.entity().name();
    String before = userAgent(agent, deploy.from().minus(Duration.ofHours(8)), deploy.from());
    String after = userAgent(agent, deploy.to(), deploy.to().plus(Duration.ofHours(8)));
    assertThat(before).isNotEmpty().isNotEqualTo(after);
  }

  @Test
  void anAgentThatIsOnboardedMakesItsFirstCallAfterwards() {
    BenignEvent onboarding = first("onboarding", Duration.ofHours(3));
    String agent = onboarding.entity().name();
    assertThat(Traffic.take(TrafficGenerator.of(EVENTFUL, EVENTFUL.start(), onboarding.from())))
        .noneMatch(line -> Traffic.agent(line).equals(agent));
  }

  @Test
  void closingTheBooksTriplesTheNightlyBatch() {
    Scenario calm = Scenario.defaults(4, 6).with(AttackMix.none()).with(IncidentMix.none());
    long usual = nightly(calm, Duration.ofDays(2));
    long monthEnd = nightly(calm, Duration.ofDays(26)); // from 5 to 31 January
    assertThat(monthEnd).isGreaterThan(3 * usual);
  }

  private static long nightly(Scenario scenario, Duration day) {
    return Traffic.of(scenario, day, day.plusHours(6)).stream()
        .filter(line -> Traffic.agent(line).startsWith("batch"))
        .filter(line -> Traffic.text(line).contains("\\/balances\""))
        .count();
  }

  private static BenignEvent first(String kind, Duration notBefore) {
    Instant start = EVENTFUL.start();
    TrafficGenerator traffic = TrafficGenerator.of(EVENTFUL, start, start.plus(Duration.ofDays(1)));
    Traffic.take(traffic);
    return traffic.labels().benign().stream()
        .filter(e -> e.kind().equals(kind) && e.from().isAfter(start.plus(notBefore)))
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
