package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttackVariantTest {
  private static final long DAY_AND_MORE = 27 * 3_600_000L;

  @Test
  void aboutAQuarterOfTheVariantsIsHeldOutEachOfAnotherKind() {
    List<AttackKind> heldOut =
        Arrays.stream(AttackVariant.values())
            .filter(AttackVariant::isHeldOut)
            .map(AttackVariant::kind)
            .toList();
    assertThat(heldOut).doesNotHaveDuplicates();
    assertThat(heldOut.size() / (double) AttackVariant.values().length).isBetween(0.2, 0.3);
  }

  @ParameterizedTest
  @EnumSource
  void aKindHasVariantsOfDifferentNamesAndOneToTuneBy(AttackKind kind) {
    List<AttackVariant> variants = AttackVariant.of(kind);
    assertThat(variants).extracting(AttackVariant::wireName).doesNotHaveDuplicates();
    assertThat(variants).anyMatch(variant -> !variant.isHeldOut());
  }

  @ParameterizedTest
  @EnumSource
  void theReadmesTableNamesEveryVariantAndMarksWhatIsHeldOut(AttackKind kind) throws IOException {
    String variants =
        AttackVariant.of(kind).stream()
            .map(v -> v.isHeldOut() ? "**" + v.wireName() + "**" : v.wireName())
            .collect(Collectors.joining(", "));
    assertThat(Files.readString(Path.of("README.md")))
        .contains("| `" + kind.wireName() + "` | " + variants + " |\n");
  }

  @ParameterizedTest
  @EnumSource
  void isPlayedAndIsNamedInItsLabel(AttackVariant variant) {
    Scenario scenario = Staged.scenario(variant, 0.3);
    Instant begun = scenario.start().plus(Duration.ofHours(33));
    Instant from = begun.plus(unseen(variant));
    Instant to = from.plusMillis(Math.min(DAY_AND_MORE, variant.longestMillis() + 3_600_000));
    List<LabelledAttack> attacks = labels(scenario, from, to).attacks();

    assertThat(attacks).hasSize(1);
    assertThat(attacks.get(0).variant()).isEqualTo(variant);
    assertThat(attacks.get(0).begun()).isEqualTo(begun);
    assertThat(attacks.get(0).from()).isBetween(from, to);
  }

  /** So long nothing shows of it. */
  private static Duration unseen(AttackVariant variant) {
    return switch (variant) {
      case RAMP_POISONING -> Duration.ofHours(80);
      case OFF_HOURS_WEEKEND -> Duration.ofDays(4);
      default -> Duration.ZERO;
    };
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "SCRAPING_LOW_AND_SLOW", "SCRAPING_WITHIN_VOLUME", "TAKEOVER_REPLACING", "CONSENT_HOURLY",
        "RAMP_DOUBLING", "RAMP_POISONING", "STUFFING_DISTRIBUTED_SLOW", "SILENCE_SUDDEN",
      })
  void aStreamThatIsEnteredInMidAttackGoesOnAsItWas(AttackVariant variant) {
    Scenario scenario = Staged.scenario(variant, 0.3);
    long most = Duration.ofHours(variant == AttackVariant.RAMP_POISONING ? 30 : 3).toMillis();
    Instant from = scenario.start().plus(Duration.ofHours(33));
    Instant cut = from.plusMillis(Math.min(variant.longestMillis() / 4, most)).plusMillis(17_123);
    Instant to = cut.plus(Duration.ofMinutes(40));

    assertThat(texts(TrafficGenerator.of(scenario, cut, to)))
        .isEqualTo(tail(TrafficGenerator.of(scenario, from, to), cut));
  }

  @Test
  void scenariosCanBeMadeWithoutAndOnlyOfVariantsThatAreHeldOut() {
    Map<Boolean, Long> without = heldOutOf(HeldOut.WITHOUT);
    Map<Boolean, Long> only = heldOutOf(HeldOut.ONLY);
    assertThat(without.keySet()).containsExactly(false);
    assertThat(only.keySet()).containsExactly(true);
  }

  private static Map<Boolean, Long> heldOutOf(HeldOut heldOut) {
    List<AttackKind> kinds =
        List.of(AttackKind.SCRAPING, AttackKind.RUNAWAY_LOOP, AttackKind.PAYMENT_BURST);
    AttackMix mix = new AttackMix(96, Duration.ZERO, kinds, heldOut, List.of());
    Scenario scenario = Scenario.defaults(4, 11).with(mix);
    return labels(scenario, scenario.start(), scenario.start().plus(Duration.ofHours(4)))
        .attacks()
        .stream()
        .collect(Collectors.groupingBy(a -> a.variant().isHeldOut(), Collectors.counting()));
  }

  private static Labels labels(Scenario scenario, Instant from, Instant to) {
    TrafficGenerator traffic = TrafficGenerator.of(scenario, from, to);
    traffic.forEachRemaining(line -> {});
    return traffic.labels();
  }

  private static List<String> texts(TrafficGenerator traffic) {
    return Traffic.texts(Traffic.take(traffic));
  }

  private static List<String> tail(TrafficGenerator traffic, Instant cut) {
    List<String> texts = new ArrayList<>();
    traffic.forEachRemaining(
        line -> {
          if (!line.time().isBefore(cut)) {
            texts.add(Traffic.text(line));
          }
        });
    return texts;
  }
}
