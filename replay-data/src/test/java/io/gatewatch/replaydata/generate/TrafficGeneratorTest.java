package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficGeneratorTest {
  private static final Duration NOW = Duration.ZERO;
  private static final Scenario SCENARIO = Scenario.defaults(11, 25);

  @Test
  void anySpanIsExactlyACutOfTheEndlessStream() {
    Duration end = Duration.ofHours(7);
    Duration cut = Duration.ofMinutes(5 * 60 + 17);
    List<String> pieces = new ArrayList<>(Traffic.texts(Traffic.of(SCENARIO, NOW, cut)));
    pieces.addAll(Traffic.texts(Traffic.of(SCENARIO, cut, end)));

    assertThat(pieces).isEqualTo(Traffic.texts(Traffic.of(SCENARIO, NOW, end)));
  }

  @Test
  void theSameHoldsForAStartThatIsNotOnTheHour() {
    Scenario odd = SCENARIO.at(SCENARIO.start().plusMillis(1_234_567));
    Duration end = Duration.ofHours(6);
    Duration cut = Duration.ofMinutes(301);
    List<String> pieces = new ArrayList<>(Traffic.texts(Traffic.of(odd, NOW, cut)));
    pieces.addAll(Traffic.texts(Traffic.of(odd, cut, end)));

    assertThat(pieces).isEqualTo(Traffic.texts(Traffic.of(odd, NOW, end)));
  }

  @Test
  void linesComeInTheOrderOfTheirResponsesEnd() {
    long before = Long.MIN_VALUE;
    for (GeneratedLine line : Traffic.of(SCENARIO, NOW, Duration.ofHours(2))) {
      var json = Traffic.json(line);
      long end = json.get("started_at").asLong() + json.get("latencies").get("request").asLong();
      assertThat(line.timeMillis()).isEqualTo(end).isGreaterThanOrEqualTo(before);
      before = end;
    }
  }

  @Test
  void oneAgentMoreLeavesTheOthersAsTheyWere() {
    Scenario calm = SCENARIO.with(AttackMix.none());
    Duration end = Duration.ofHours(3);
    List<GeneratedLine> larger = Traffic.of(calm.with(26), NOW, end);
    String newcomer = "ai-agent-07";

    assertThat(larger).anyMatch(line -> Traffic.agent(line).equals(newcomer));
    larger.removeIf(line -> Traffic.text(line).contains(newcomer));
    assertThat(Traffic.texts(larger)).isEqualTo(Traffic.texts(Traffic.of(calm, NOW, end)));
  }

  @Test
  void anotherSeedIsAnotherFleetWithOtherAttacks() {
    Duration end = Duration.ofHours(4);
    List<LabelledAttack> one = Traffic.labels(SCENARIO, end).attacks();
    List<LabelledAttack> other = Traffic.labels(SCENARIO.seeded(12), end).attacks();

    assertThat(one).isNotEmpty();
    assertThat(other).extracting(LabelledAttack::from).isNotEqualTo(starts(one));
    assertThat(other)
        .extracting(LabelledAttack::stealth)
        .doesNotContainAnyElementsOf(one.stream().map(LabelledAttack::stealth).toList());
  }

  @Test
  void aSpanBeforeTheScenarioIsRefused() {
    assertThatThrownBy(() -> TrafficGenerator.of(SCENARIO, SCENARIO.start().minusMillis(1), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not before the scenario's start");
  }

  private static List<java.time.Instant> starts(List<LabelledAttack> attacks) {
    return attacks.stream().map(LabelledAttack::from).toList();
  }
}
