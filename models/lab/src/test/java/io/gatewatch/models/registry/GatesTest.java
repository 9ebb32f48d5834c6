package io.gatewatch.models.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final AnomalyModel MODEL = ModelFile.open(Made.model("minutes", 0));
  private static final Instant NOW = Made.START.plus(Duration.ofDays(8));
  private static final Trial.Kind SCRAPING =
      new Trial.Kind("scraping", 5, 7, List.of("a1", "a2"), List.of());
  private static final Trial GOOD =
      trial(40, 0.12, 0.03, 0.2, 5, List.of(SCRAPING), 1.2, 20_000, false);

  @Test
  void aModelThatIsBetterAndCheapAndWasLongEnoughInShadowPasses() {
    List<Gates.Verdict> said = ask(GOOD, List.of(), Made.START);
    assertThat(said).allMatch(Gates.Verdict::passed);
    assertThat(said)
        .extracting(Gates.Verdict::gate)
        .containsExactly("better", "categories", "fixtures", "latency", "size", "shadow");
  }

  @Test
  void anIntervalThatHoldsZeroIsNoImprovement() {
    Trial unsure = trial(40, 0.05, 0, 0.1, 5, List.of(SCRAPING), 1.2, 20_000, false);
    assertThat(refused(ask(unsure, List.of(), Made.START)))
        .isEqualTo(
            "better: finds +5.0 points more attacks than the champion at 1 false alerts a day (95 %"
                + " +0.0 to +10.0, over 40 attacks); asked: an interval above zero");
  }

  @Test
  void fewAttacksProveNothing() {
    Trial few = trial(3, 0.6, 0.3, 1, 5, List.of(SCRAPING), 1.2, 20_000, false);
    assertThat(refused(ask(few, List.of(), Made.START))).contains("asked: 10 attacks or more");
  }

  @Test
  void fewerThanSixAgentsThatCouldGainProveNothingAndThatIsSaid() {
    Trial five = new Trial("old", 40, 5, 0.2, 0, 0.3, 5, List.of(SCRAPING), 1.2, 20_000, false);
    assertThat(refused(ask(five, List.of(), Made.START)))
        .endsWith(
            "asked: an interval above zero; only 5 agents have an attack that could be gained, and"
                + " the sign test needs 6");
  }

  @Test
  void withoutAChampionItsFalseAlertsComeOnTopOfTheRules() {
    Trial alone = new Trial(null, 40, 20, 0.05, 0, 0.1, 5, List.of(SCRAPING), 1.2, 20_000, false);
    assertThat(refused(ask(alone, List.of(), Made.START)))
        .isEqualTo(
            "better: finds +5.0 points more attacks than rules alone, for 1 false alerts a day on top"
                + " of theirs (95 % +0.0 to +10.0, over 40 attacks); asked: an interval above zero");
  }

  @Test
  void aCategoryThatTheChampionAloneFindsIsNamedWithAnAttack() {
    Trial.Kind lost = new Trial.Kind("payment_burst", 1, 0, List.of(), List.of("attack-17"));
    Trial worse = trial(40, 0.12, 0.03, 0.2, 5, List.of(SCRAPING, lost), 1.2, 20_000, false);
    assertThat(refused(ask(worse, List.of(), Made.START)))
        .isEqualTo(
            "categories: payment_burst: finds 0 where the champion finds 1; lost, for example,"
                + " attack-17");
  }

  @Test
  void aCategoryMayLoseOneAttackNetAndNoMore() {
    List<String> four = List.of("b1", "b2", "b3", "b4");
    Trial.Kind most = new Trial.Kind("volume_ramp", 5, 1, List.of(), four);
    assertThat(refused(ask(trial(most), List.of(), Made.START)))
        .isEqualTo(
            "categories: volume_ramp: finds 1 where the champion finds 5; lost, for example, b1");
    Trial.Kind two = new Trial.Kind("volume_ramp", 9, 7, List.of("c1"), List.of("b1", "b2", "b3"));
    assertThat(refused(ask(trial(two), List.of(), Made.START))).startsWith("categories: volume");
    Trial.Kind one = new Trial.Kind("volume_ramp", 9, 8, List.of("c1"), List.of("b1", "b2"));
    assertThat(ask(trial(one), List.of(), Made.START)).allMatch(Gates.Verdict::passed);
  }

  @Test
  void whatAnAnalystCalledFalseMustStayQuiet() {
    Fixture noisy =
        Fixture.of(
            "fx-1", "month's end", List.of(Made.row("app-1", 0, 10), Made.row("app-1", 3, 1_000)));
    Fixture quiet = Fixture.of("fx-2", "a test", List.of(Made.row("app-2", 0, 10)));
    assertThat(refused(ask(GOOD, List.of(quiet, noisy), Made.START)))
        .isEqualTo(
            "fixtures: alerts on fx-1, which an analyst called false: scores 6.909 after 180 s,"
                + " alerts from 5.000 on, most for calls_1m");
  }

  /** Its zeros may be features that nobody counted then. */
  @Test
  void aFalseAlarmOfOtherFeaturesIsLeftOutAndThatIsSaid() {
    Fixture today = Fixture.of("fx-1", "month's end", List.of(Made.row("app-1", 0, 1_000)));
    Fixture old = new Fixture(today.id(), today.reason(), today.cohort(), 3, today.minutes());
    List<Gates.Verdict> said = ask(GOOD, List.of(old), Made.START);
    assertThat(said).allMatch(Gates.Verdict::passed);
    assertThat(said.get(2).why())
        .isEqualTo(
            "quiet on all 0; not looked at, as features are of schema "
                + FeatureSchema.VERSION
                + " now: fx-1 (schema 3) (mend: give their verdicts and features of then again)");
    String again = Fixture.renewed("fx-1");
    Fixture calm = Fixture.of(again, "month's end", List.of(Made.row("app-1", 0, 1)));
    assertThat(ask(GOOD, List.of(old, calm), Made.START).get(2).why()).isEqualTo("quiet on all 1");
    Fixture between = new Fixture("fx-1-s4", "month's end", today.cohort(), 4, today.minutes());
    assertThat(ask(GOOD, List.of(old, between, calm), Made.START).get(2).why())
        .isEqualTo("quiet on all 1");
  }

  @Test
  void whatAnAnalystCalledFalseAndNobodyCanCheckIsNoPass() {
    List<Gates.Verdict> said =
        Gates.ask(
            PromotionPolicy.DEFAULT,
            MODEL,
            GOOD,
            List.of(),
            List.of("a false alarm of March"),
            Made.START,
            NOW);
    assertThat(refused(said)).isEqualTo("fixtures: cannot be checked: a false alarm of March");
  }

  @Test
  void dearAndLargeModelsAreRefused() {
    Trial dear = trial(40, 0.12, 0.03, 0.2, 5, List.of(SCRAPING), 400, 9_000_000, false);
    assertThat(ask(dear, List.of(), Made.START))
        .filteredOn(v -> !v.passed())
        .extracting(Gates.Verdict::gate)
        .containsExactly("latency", "size");
    Trial foreign = trial(40, 0.12, 0.03, 0.2, 5, List.of(SCRAPING), 400, 20_000, true);
    assertThat(ask(foreign, List.of(), Made.START)).allMatch(Gates.Verdict::passed);
  }

  @Test
  void whatWasNotLongEnoughInShadowWaits() {
    assertThat(refused(ask(GOOD, List.of(), NOW.minus(Duration.ofHours(30)))))
        .isEqualTo("shadow: the shadow for 1 d 6 h (asked: 7 d 0 h)");
    assertThat(refused(ask(GOOD, List.of(), null)))
        .startsWith("shadow: it is not the shadow on live traffic");
  }

  private static Trial trial(Trial.Kind kind) {
    return trial(40, 0.12, 0.03, 0.2, 5, List.of(kind), 1.2, 20_000, false);
  }

  private static Trial trial(
      int attacks,
      double lift,
      double low,
      double high,
      double threshold,
      List<Trial.Kind> kinds,
      double micros,
      int bytes,
      boolean foreign) {
    return new Trial("old", attacks, 20, lift, low, high, threshold, kinds, micros, bytes, foreign);
  }

  private static List<Gates.Verdict> ask(Trial trial, List<Fixture> fixtures, Instant shadowFrom) {
    return Gates.ask(PromotionPolicy.DEFAULT, MODEL, trial, fixtures, List.of(), shadowFrom, NOW);
  }

  private static String refused(List<Gates.Verdict> said) {
    List<Gates.Verdict> refused = said.stream().filter(v -> !v.passed()).toList();
    assertThat(refused).hasSize(1);
    return refused.get(0).gate() + ": " + refused.get(0).why();
  }
}
