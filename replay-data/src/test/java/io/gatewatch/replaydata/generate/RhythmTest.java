package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RhythmTest {
  private static final Scenario CALM =
      Scenario.defaults(2, 25).with(AttackMix.none()).with(IncidentMix.none());

  @Test
  void lendersWorkInOfficeHoursOnWeekdays() {
    assertThat(calls("loan", 1, 10)).isGreaterThan(100);
    assertThat(calls("loan", 1, 22)).isLessThan(30);
    assertThat(calls("loan", 5, 10)).isLessThan(30); // Saturday
  }

  @Test
  void phonesAreBusiestInTheEveningAndQuietAtNight() {
    long evening = calls("mobile", 1, 18);
    assertThat(evening).isGreaterThan(8 * calls("mobile", 1, 2));
    assertThat(calls("mobile", 5, 18)).isBetween(evening / 2, evening);
  }

  @Test
  void monitorsKeepTheirBeat() {
    long night = calls("monitor", 1, 3);
    assertThat(calls("monitor", 6, 15)).isCloseTo(night, within(6L));
  }

  @Test
  void batchJobsComeAtTheSameMinuteOfEveryHour() {
    List<GeneratedLine> lines = Traffic.of(CALM, Duration.ofHours(9), Duration.ofHours(13));
    List<Long> minutes =
        lines.stream()
            .filter(line -> Traffic.agent(line).equals("batch-01"))
            .filter(line -> Traffic.text(line).contains("oauth2"))
            .map(line -> line.timeMillis() / 60_000 % 60)
            .distinct()
            .toList();
    assertThat(minutes).hasSize(1);
  }

  @Test
  void accountInformationAppsPollEveryConsentFourTimesADayUnattended() {
    Scenario one = CALM.with(2); // ai-agent-01, aisp-01
    long consent =
        Traffic.of(one, Duration.ofDays(1), Duration.ofDays(2)).stream()
            .filter(line -> Traffic.agent(line).equals("aisp-01"))
            .map(Traffic::json)
            .filter(line -> line.at("/request/uri").asText().endsWith("/aisp/accounts"))
            .filter(line -> !line.at("/request/headers").has("x-fapi-customer-ip-address"))
            .map(line -> line.at("/request/headers/x-consent-id").asText())
            .collect(
                java.util.stream.Collectors.groupingBy(
                    id -> id, java.util.stream.Collectors.counting()))
            .values()
            .stream()
            .filter(polls -> polls == 4)
            .count();
    assertThat(consent).isGreaterThan(80);
  }

  @Test
  void anAssistantComesBackToObjectsItKnows() {
    Set<String> known = new TreeSet<>();
    int calls = 0;
    int again = 0;
    for (GeneratedLine line : Traffic.of(CALM, Duration.ofHours(8), Duration.ofHours(16))) {
      if (Traffic.agent(line).equals("ai-agent-04")) {
        calls++;
        again += known.add(Traffic.json(line).at("/request/uri").asText()) ? 0 : 1;
      }
    }
    assertThat(calls).isGreaterThan(1_000);
    assertThat(again).isGreaterThan(calls / 2);
  }

  private static long calls(String kind, int day, int hour) {
    Duration from = Duration.ofDays(day).plusHours(hour);
    return Traffic.of(CALM, from, from.plusHours(1)).stream()
        .filter(line -> Traffic.agent(line).startsWith(kind))
        .count();
  }
}
