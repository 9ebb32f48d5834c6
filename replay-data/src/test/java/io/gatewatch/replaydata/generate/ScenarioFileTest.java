package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ScenarioFileTest {
  private static final Scenario BASE = Scenario.defaults(1, 25);

  @Test
  void whatTheFileSaysReplacesWhatWas() {
    Scenario scenario =
        ScenarioFile.parse(
            """
            start: 2026-03-02T08:00:00Z
            agents: 12
            clockShift: PT1H
            strangersPerMinute: 0.5
            publicHost: true
            scansPerMinute: 7
            pace: 0.4
            attacks:
              perDay: 3
              heldOut: without
              kinds: [scraping, runaway_loop]
              planned:
                - {kind: object_enumeration, variant: walk_slow, after: PT2H30M, stealth: 0.2}
                - {kind: payment_burst, after: PT3H}
            incidents:
              outagesPerDay: 0
            """,
            BASE);

    assertThat(scenario.start()).isEqualTo(Instant.parse("2026-03-02T08:00:00Z"));
    assertThat(scenario.agents()).isEqualTo(12);
    assertThat(scenario.seed()).isEqualTo(1);
    assertThat(scenario.attacks().kinds())
        .containsExactly(AttackKind.SCRAPING, AttackKind.RUNAWAY_LOOP);
    assertThat(scenario.attacks().planned())
        .containsExactly(
            new AttackMix.PlannedAttack(
                AttackKind.OBJECT_ENUMERATION,
                AttackVariant.ENUMERATION_WALK_SLOW,
                Duration.ofMinutes(150),
                0.2),
            new AttackMix.PlannedAttack(AttackKind.PAYMENT_BURST, null, Duration.ofHours(3), null));
    assertThat(scenario.attacks().heldOut()).isEqualTo(HeldOut.WITHOUT);
    assertThat(scenario.pace()).isEqualTo(0.4);
    assertThat(scenario.scansPerMinute()).isEqualTo(7);
    assertThat(scenario.incidents().outagesPerDay()).isZero();
    assertThat(scenario.incidents().deploysPerWeek()).isEqualTo(1);
  }

  @ParameterizedTest
  @FieldSource("io.gatewatch.replaydata.generate.ScenarioFile#SHIPPED")
  void whatShipsSaysHowLongAndHowLargeItIsAndLeavesADayToLearnIn(String name) {
    Scenario scenario = ScenarioFile.shipped(name, BASE);
    assertThat(scenario.days()).isGreaterThanOrEqualTo(2);
    assertThat(scenario.agents()).isGreaterThanOrEqualTo(70);
    assertThat(scenario.attacks().quiet()).isEqualTo(Duration.ofDays(1));
    assertThat(scenario.attacks().kinds()).containsExactly(AttackKind.values());
  }

  @Test
  void anEmptyFileChangesNothing() {
    assertThat(ScenarioFile.parse("", BASE)).isEqualTo(BASE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          agentz: 3                          | scenario.agentz: unknown
          agents: many                       | scenario.agents: "many" (expected: a whole number)
          agents: 0                          | agents: 0 (expected: 1..100000)
          start: monday                      | scenario.start: "monday" (expected: a time such as
          attacks: {kinds: [burglary]}       | kind: burglary (expected: one of [credential_stuffing
          attacks: {heldOut: maybe}          | attacks.heldOut: "maybe" (expected: with, without or only)
          attacks: {planned: [{kind: scraping, variant: loud, after: PT1H}]} | attacks.planned.variant: "loud" (expected: one of [brisk, low_and_slow
          publicHost: 3                      | scenario.publicHost: 3 (expected: true or false)
          incidents: {clockChange: PT-1H}    | clockChange: PT-1H (expected: zero or more)
          pace: 0                            | pace: 0.0 (expected: 0.01..10)
          attacks: {perDay: -1}              | perDay: -1.0 (expected: 0..2000)
          attacks: {planned: [{kind: scraping}]} | after: missing (expected: a duration
          '[1, 2]'                           | scenario: [1,2] (expected: fields)
          '{'                                | not YAML
          """)
  void whatIsWrongIsNamed(String text, String complaint) {
    assertThatThrownBy(() -> ScenarioFile.parse(text, BASE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(complaint);
  }
}
