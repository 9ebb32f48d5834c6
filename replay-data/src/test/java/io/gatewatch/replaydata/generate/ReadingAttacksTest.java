package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReadingAttacksTest {
  @ParameterizedTest
  @EnumSource(names = {"ENUMERATION_WALK", "ENUMERATION_WALK_SLOW", "BULK_WALK", "BULK_WALK_SLOW"})
  void aWalkGoesFromIdToId(AttackVariant variant) {
    List<Long> ids = ids(Staged.of(variant, 0.4));
    for (int i = 1; i < ids.size(); i++) {
      assertThat(ids.get(i) - ids.get(i - 1)).isBetween(1L, 3L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BULK_WALK", "BULK_RANDOM", "BULK_WALK_SLOW"})
  void bulkAccessIsNeverRefused(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.4);
    assertThat(staged.hostile()).allMatch(Seen::isAnswered);
    assertThat(objects(staged.hostile())).hasSize(staged.hostile().size());
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "ENUMERATION_WALK",
        "ENUMERATION_RANDOM",
        "ENUMERATION_WALK_SLOW",
        "ENUMERATION_RANDOM_SLOW"
      })
  void enumerationIsRefusedOften(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.4);
    long refused = staged.hostile().stream().filter(c -> c.status() >= 400).count();
    assertThat(refused).isGreaterThan(staged.hostile().size() / 6);
  }

  @ParameterizedTest
  @EnumSource(names = {"ENUMERATION_WALK_SLOW", "ENUMERATION_RANDOM_SLOW", "BULK_WALK_SLOW"})
  void theSlowOnesTakeHours(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.6);
    assertThat(staged.gap()).isGreaterThan(10_000);
    assertThat(staged.length()).isGreaterThan(Duration.ofHours(1));
  }

  @Test
  void scrapingLowAndSlowIsACallInTwentySecondsThroughWhatWasNeverTouched() {
    Staged staged = Staged.of(AttackVariant.SCRAPING_LOW_AND_SLOW, 0.6);
    assertThat(staged.gap()).isBetween(12_000.0, 30_000.0);
    assertThat(staged.length()).isGreaterThan(Duration.ofHours(2));
    assertThat(staged.hostile()).allMatch(Seen::isAnswered);
    assertThat(objects(staged.hostile())).doesNotContainAnyElementsOf(objects(staged.own()));
  }

  @Test
  void scrapingWithinVolumeIsNoMoreThanTheAgentAlwaysDoes() {
    Staged staged = Staged.of(AttackVariant.SCRAPING_WITHIN_VOLUME, 0);
    int calm = staged.calm().size();
    assertThat(staged.hostile().size() + staged.ownMeanwhile().size())
        .isBetween(calm * 2 / 3, calm * 3 / 2);
    assertThat(staged.ownMeanwhile()).isEmpty();
    Set<String> known = objects(staged.own());
    known.addAll(objects(staged.calm()));
    Set<String> seen = objects(staged.hostile());
    seen.removeIf(path -> path.contains("/products"));
    assertThat(seen).hasSizeGreaterThan(100).doesNotContainAnyElementsOf(known);
  }

  @Test
  void exfiltrationAtTheOrdinaryRateShowsInBytesAlone() {
    Staged staged = Staged.of(AttackVariant.EXFILTRATION_ORDINARY_RATE, 0.5);
    List<Seen> calm = staged.calm();
    assertThat(staged.hostile().size()).isBetween(calm.size() * 2 / 3, calm.size() * 3 / 2);
    assertThat(staged.ownMeanwhile()).isEmpty();
    assertThat(bytes(staged.hostile())).isGreaterThan(4 * bytes(calm));
  }

  @Test
  void exfiltrationByManySmallAnswersShowsInNoSingleOne() {
    Staged staged = Staged.of(AttackVariant.EXFILTRATION_MANY_SMALL, 0.5);
    assertThat(staged.hostile()).hasSizeGreaterThan(2_000).allMatch(c -> c.bytes() < 3_000);
  }

  @Test
  void largeAnswersAreLarge() {
    Staged staged = Staged.of(AttackVariant.EXFILTRATION_LARGE, 0.5);
    assertThat(bytes(staged.hostile()) / staged.hostile().size()).isGreaterThan(400_000);
  }

  private static long bytes(List<Seen> calls) {
    return calls.stream().mapToLong(Seen::bytes).sum();
  }

  private static Set<String> objects(List<Seen> calls) {
    Set<String> objects = new TreeSet<>();
    calls.stream().map(Seen::path).filter(p -> p.matches(".*\\d{4}.*")).forEach(objects::add);
    return objects;
  }

  private static List<Long> ids(Staged staged) {
    return staged.hostile().stream()
        .map(c -> Long.parseLong(c.path().replaceAll(".*?/(\\d{8,})(/.*)?$", "$1")))
        .toList();
  }
}
