package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaceAttacksTest {
  private static final long MINUTE = 60_000;
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  @Test
  void aRampDoublesAboutEveryTwentyFiveMinutesFromOneCallAMinute() {
    Staged staged = Staged.of(AttackVariant.RAMP_DOUBLING, 0.5);
    long first = staged.label().from().toEpochMilli();
    long[] calls = new long[7];
    staged.hostile().forEach(c -> calls[(int) Math.min(6, (c.time() - first) / 25 / MINUTE)]++);

    assertThat(calls[0]).isBetween(25L, 60L); // 1 to 2 a minute
    for (int i = 2; i < 6; i++) {
      assertThat(calls[i] / (double) calls[i - 1]).isBetween(1.5, 2.7);
    }
  }

  @Test
  void stairsRestOnEachStep() {
    Staged staged = Staged.of(AttackVariant.RAMP_STAIRS, 0.3);
    assertThat(staged.length()).isGreaterThan(Duration.ofHours(3));
    List<Seen> calls = staged.hostile();
    long half = calls.get(calls.size() / 2).time() - calls.get(0).time();
    assertThat(half).isGreaterThan(staged.length().toMillis() * 2 / 3);
  }

  @Test
  void poisoningAddsALittleADayAndCountsOnlyOnceItIsClear() {
    Scenario poisoned = Staged.scenario(AttackVariant.RAMP_POISONING, 0.1); // 9 % a day
    Instant begun = poisoned.start().plus(Duration.ofHours(33));
    Instant from = begun.plus(Duration.ofHours(54));
    TrafficGenerator traffic = TrafficGenerator.of(poisoned, from, begun.plus(Duration.ofDays(4)));
    traffic.forEachRemaining(line -> {});
    LabelledAttack label = traffic.labels().attacks().get(0);
    Duration unseen = Duration.between(begun, label.from());

    assertThat(label.begun()).isEqualTo(begun);
    assertThat(unseen).isBetween(Duration.ofHours(64), Duration.ofHours(84));
    assertThat(growth(poisoned, label, label.from().minus(HALF_A_DAY))).isBetween(1.08, 1.45);
    assertThat(growth(poisoned, label, label.from())).isBetween(1.12, 1.6);
  }

  /** What the agent does in half a day against what it would do in a calm world. */
  private static double growth(Scenario poisoned, LabelledAttack label, Instant from) {
    String agent = label.entity().name();
    double usual = calls(poisoned.with(AttackMix.none()), agent, from);
    return calls(poisoned, agent, from) / usual;
  }

  private static long calls(Scenario scenario, String agent, Instant from) {
    return Traffic.take(TrafficGenerator.of(scenario, from, from.plus(HALF_A_DAY))).stream()
        .filter(line -> Traffic.agent(line).equals(agent))
        .count();
  }

  @Test
  void pulsesRestBetweenBursts() {
    Staged staged = Staged.of(AttackVariant.SPIKE_PULSES, 0.2);
    List<Seen> calls = staged.hostile();
    int rests = 0;
    for (int i = 1; i < calls.size(); i++) {
      rests += calls.get(i).time() - calls.get(i - 1).time() > 30_000 ? 1 : 0;
    }
    assertThat(rests).isGreaterThanOrEqualTo(5);
    assertThat(staged.gap()).isLessThan(500);
  }

  @Test
  void aSilentAgentSaysNothingAndComesBack() {
    Staged staged = Staged.of(AttackVariant.SILENCE_SUDDEN, 0.7);
    assertThat(staged.hostile()).isEmpty();
    assertThat(staged.label().calls()).isZero();
    assertThat(staged.length()).isGreaterThan(Duration.ofHours(2));
    assertThat(staged.ownMeanwhile()).isEmpty();
    assertThat(staged.calm()).isNotEmpty();
    Instant end = staged.label().to();
    assertThat(staged.own())
        .anyMatch(c -> c.time() < staged.label().from().toEpochMilli())
        .anyMatch(c -> c.time() > end.toEpochMilli());
  }

  @ParameterizedTest
  @EnumSource(names = {"OFF_HOURS_NIGHT", "OFF_HOURS_WEEKEND"})
  void aDeskWorksWhenNobodyIsThere(AttackVariant variant) {
    Duration friday = Duration.ofHours(4 * 24 + 9);
    Staged staged = Staged.of(variant, 0.3, friday, Duration.ofHours(36));
    assertThat(staged.hostile()).hasSizeGreaterThan(50);
    for (Seen call : staged.hostile()) {
      var time = Instant.ofEpochMilli(call.time()).atOffset(java.time.ZoneOffset.UTC);
      boolean atWork =
          time.getDayOfWeek().getValue() < 6 && time.getHour() >= 8 && time.getHour() < 18;
      assertThat(atWork).isFalse();
    }
  }
}
