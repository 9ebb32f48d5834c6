package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleScenarioTest {
  private static final Instant START = Instant.parse("2026-11-21T03:08:44.250Z");
  private static final Instant NOW = START.plus(Duration.ofHours(6));

  @Test
  void aPersonSeesATenantAtWorkWheneverTheyStart() {
    TrafficGenerator sample =
        TrafficGenerator.of(SampleScenario.of(1, START), START, NOW.plus(Duration.ofMinutes(40)));
    int lines = Traffic.take(sample).size();

    assertThat(lines / 400.0).isBetween(220.0, 420.0);
    List<LabelledAttack> attacks = sample.labels().attacks();
    assertThat(attacks).filteredOn(a -> a.from().isBefore(NOW)).hasSizeBetween(8, 10);
    assertThat(attacks).filteredOn(a -> within(a, NOW.minusSeconds(3600), NOW)).hasSize(3);
    assertThat(attacks)
        .filteredOn(a -> within(a, NOW, NOW.plusSeconds(600)))
        .extracting(LabelledAttack::kind)
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void theSampleGoesOnWhereItWas() {
    Instant cut = NOW.plusSeconds(77);
    TrafficGenerator whole = TrafficGenerator.sample(9, START);
    TrafficGenerator rest = TrafficGenerator.sample(9, START, cut);
    GeneratedLine line = whole.next();
    while (line.time().isBefore(cut)) {
      line = whole.next();
    }
    for (int i = 0; i < 500; i++) {
      assertThat(Traffic.text(rest.next())).isEqualTo(Traffic.text(line));
      line = whole.next();
    }
  }

  @Test
  void attacksGoOnForEver() {
    Instant tomorrow = NOW.plus(Duration.ofDays(1));
    TrafficGenerator later =
        TrafficGenerator.of(
            SampleScenario.of(1, START), tomorrow, tomorrow.plus(Duration.ofHours(4)));
    Traffic.take(later);
    assertThat(later.labels().attacks()).hasSizeBetween(4, 9);
  }

  private static boolean within(LabelledAttack attack, Instant from, Instant to) {
    return !attack.from().isBefore(from) && attack.from().isBefore(to);
  }
}
