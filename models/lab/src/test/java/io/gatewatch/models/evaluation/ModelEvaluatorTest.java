package io.gatewatch.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelEvaluatorTest {
  private static final EvaluationSettings SETTINGS = new EvaluationSettings(1, 200, 3);
  private static final int DAY = TestFleet.DAY;

  private static ModelEvaluation evaluate(AnomalyModel model, TestFleet fleet) {
    return ModelEvaluator.evaluate(model, null, List.of(), fleet.rows(), Set.of(), SETTINGS);
  }

  /** One ordinary agent over a day, whose loudest minutes have these calls. */
  private static TestFleet ordinaryDay(double... loudest) {
    TestFleet fleet = new TestFleet().minute("a", 0, 1).minute("a", DAY - 1, 1);
    for (int i = 0; i < loudest.length; i++) {
      fleet.minute("a", 100 + 100 * i, loudest[i]);
    }
    return fleet;
  }

  @Test
  void theThresholdIsTheLowestThatTheBudgetAllows() {
    // One episode in one day: 90 is allowed, 80 would be the second.
    TestFleet fleet = ordinaryDay(90, 80, 70);
    fleet.attacked("above", "scraping", "b", 10, 81).attacked("below", "scraping", "c", 10, 79);
    ModelEvaluation found = evaluate(TestFleet.byCalls(), fleet);
    assertThat(found.atBudget().threshold())
        .isGreaterThan(StrictMath.log1p(80))
        .isLessThan(StrictMath.log1p(81));
    assertThat(found.attacks())
        .filteredOn(a -> a.found())
        .extracting(a -> a.event())
        .containsExactly("above");
    assertThat(found.atBudget().realisedPerDay().value()).isEqualTo(1);
    assertThat(found.all().recall().value()).isEqualTo(0.5);
  }

  @Test
  void minutesWithinAnHourAreOneEpisodeAndAnHourWithoutOneEndsIt() {
    TestFleet oneHour = ordinaryDay().minute("a", 300, 90).minute("a", 360, 80);
    oneHour.attacked("x", "scraping", "b", 10, 85);
    assertThat(evaluate(TestFleet.byCalls(), oneHour).atBudget().threshold())
        .isLessThan(StrictMath.log1p(80));
    TestFleet more = ordinaryDay().minute("a", 300, 90).minute("a", 361, 80);
    more.attacked("x", "scraping", "b", 10, 85);
    assertThat(evaluate(TestFleet.byCalls(), more).atBudget().threshold())
        .isGreaterThan(StrictMath.log1p(80));
  }

  @Test
  void falseAlertsAreShownWithWhoWhenAndWhyTheHighestFirst() {
    TestFleet fleet = ordinaryDay().minute("a", DAY, 1).minute("a", 2 * DAY - 1, 1);
    fleet.minute("a", 300, 80).minute("a", 330, 85).minute("c", 400, 90).minute("d", 500, 50);
    fleet.attacked("x", "scraping", "b", 10, 95);
    ModelEvaluation found = evaluate(TestFleet.byCalls(), fleet);
    assertThat(found.falseAlerts())
        .extracting(a -> a.agent(), a -> a.minutes(), a -> a.leadingFeature())
        .containsExactly(tuple("c", 1, "calls_1m"), tuple("a", 2, "calls_1m"));
    assertThat(found.falseAlerts().get(1))
        .satisfies(a -> assertThat(Duration.between(a.from(), a.to())).hasMinutes(30));
  }

  @Test
  void anEpisodeThatGoesOnCountsAgainEachHour() {
    TestFleet two = ordinaryDay().minute("a", DAY, 1).minute("a", 2 * DAY - 1, 1);
    for (int m = 0; m <= 120; m += 30) {
      two.minute("a", 300 + m, 90);
    }
    two.minute("c", 300, 80).attacked("x", "scraping", "b", 10, 85);
    // Two days allow two: two hours of one agent are both, and the other agent's is a third.
    ModelEvaluation found = evaluate(TestFleet.byCalls(), two);
    assertThat(found.atBudget().realisedPerDay().value()).isEqualTo(1);
    assertThat(found.atBudget().threshold())
        .isGreaterThan(StrictMath.log1p(80))
        .isLessThan(StrictMath.log1p(85));
    two.minute("a", 421, 90);
    assertThat(evaluate(TestFleet.byCalls(), two).atBudget().threshold())
        .as("a minute more, and three hours have begun")
        .isGreaterThan(StrictMath.log1p(90));
  }

  @Test
  void aModelToWhichAllIsTheSameFindsNothingInAFleetThatNeverRests() {
    TestFleet fleet = new TestFleet();
    for (int a = 0; a < 20; a++) {
      for (int minute = 0; minute < 21 * DAY; minute += 30) {
        fleet.minute("agent-" + a, minute, 1);
      }
      fleet.attacked("attack-" + a, "scraping", "agent-" + a, 11 * DAY + 7, 500);
    }
    ModelEvaluation found = evaluate(TestFleet.blind(), fleet);
    assertThat(found.all().recall().value()).isZero();
    assertThat(found.all().found()).isZero();
    assertThat(found.liftOverRules().difference().value()).isZero();
  }

  @Test
  void daysWithoutARowAllowNothing() {
    TestFleet gap = new TestFleet();
    for (int day : new int[] {0, 10, 20}) {
      gap.minute("a", day * DAY, 1).minute("a", (day + 1) * DAY - 1, 1);
      for (int loud = 0; loud < 3; loud++) {
        gap.minute("a", day * DAY + 200 + 200 * loud, 50 + loud);
      }
    }
    ModelEvaluation found = evaluate(TestFleet.byCalls(), gap);
    assertThat(found.data().days()).isEqualTo(3);
    assertThat(found.atBudget().realisedPerDay().value()).isEqualTo(1);
  }

  @Test
  void aMinuteBetweenTwoEpisodesJoinsThem() {
    TestFleet fleet = ordinaryDay().minute("a", 300, 90).minute("a", 350, 95);
    fleet.minute("a", 325, 80).minute("c", 325, 60).attacked("x", "scraping", "b", 10, 65);
    ModelEvaluation found = evaluate(TestFleet.byCalls(), fleet);
    assertThat(found.attacks().get(0).found()).isTrue();
    assertThat(found.atBudget().realisedPerDay().value()).isEqualTo(1);
  }

  @Test
  void excludedRowsAreNeitherOrdinaryNorAttackedButTheirAttackDoesNotVanishUnsaid() {
    TestFleet fleet = ordinaryDay(50, 40);
    fleet.row(
        "a", 800, 500, Scorer.ORDINARY, null, TrainingRow.Exclusion.ALERT, TrainingRow.Told.LOUD);
    fleet.row(
        "b", 10, 500, "scraping", "cut", TrainingRow.Exclusion.QUOTA, TrainingRow.Told.NOTHING);
    fleet.row("c", 10, 45, "scraping", "open", TrainingRow.Exclusion.ALERT, TrainingRow.Told.LOUD);
    ModelEvaluation found = evaluate(TestFleet.byCalls(), fleet);
    assertThat(found.data().excludedRows()).isEqualTo(2);
    assertThat(found.data().excludedAttacks()).isEqualTo(1);
    // An alert about an attack is its own: the attack counts, and is found at 45.
    assertThat(found.attacks()).extracting(a -> a.event()).containsExactly("open");
    assertThat(found.attacks().get(0).found()).isTrue();
    assertThat(found.attacks().get(0).toldByRules()).isTrue();
    assertThat(found.notes()).anyMatch(n -> n.startsWith("1 attacks do not count"));
  }

  @Test
  void timeToDetectRunsFromTheFirstRowOfTheAttack() {
    TestFleet fleet = ordinaryDay(50, 40);
    fleet.attacked("slow", "scraping", "b", 10, 5).attacked("slow", "scraping", "b", 15, 60);
    fleet.attacked("slow", "scraping", "b", 12, 30);
    fleet.attacked("quick", "scraping", "c", 10, 60);
    ModelEvaluation found = evaluate(TestFleet.byCalls(), fleet);
    assertThat(found.attacks()).extracting(a -> a.seconds()).containsExactlyInAnyOrder(300.0, 0.0);
    assertThat(found.all().medianSeconds()).isEqualTo(150);
    assertThat(found.all().p90Seconds()).isEqualTo(300);
  }

  @Test
  void anAttackOfOneMinuteWeighsAsMuchAsOneOfAnHour() {
    TestFleet fleet = ordinaryDay(50, 40).attacked("short", "scraping", "b", 10, 5);
    for (int m = 0; m < 60; m++) {
      fleet.attacked("long", "object_enumeration", "c", 10 + m, 90);
    }
    ModelEvaluation found = evaluate(TestFleet.byCalls(), fleet);
    assertThat(found.all().recall().value()).isEqualTo(0.5);
    assertThat(found.byCategory())
        .extracting(f -> f.name() + " " + f.found() + "/" + f.attacks())
        .containsExactly("object_enumeration 1/1", "scraping 0/1");
    // One attack says little: the interval must not be a point.
    assertThat(found.byCategory().get(0).recall().low()).isLessThan(0.5);
  }

  @Test
  void averagePrecisionTakesRowsOfOneScoreTogether() {
    TestFleet fleet = new TestFleet();
    // From above: attack, ordinary, then one attack and two ordinary of one score.
    fleet.attacked("1", "scraping", "b", 1, 9).minute("a", 1, 8);
    fleet.minute("a", 2, 7).attacked("2", "scraping", "c", 2, 7).minute("a", 3, 7);
    double expected = 0.5 * 1 + 0.5 * 2 / 5;
    assertThat(evaluate(TestFleet.byCalls(), fleet).all().averagePrecision().value())
        .isCloseTo(expected, within(1e-6));
    List<TrainingRow> shuffled = new java.util.ArrayList<>(fleet.rows());
    Collections.shuffle(shuffled, new Random(4));
    assertThat(
            ModelEvaluator.evaluate(
                    TestFleet.byCalls(), null, List.of(), shuffled, Set.of(), SETTINGS)
                .all()
                .averagePrecision()
                .value())
        .isCloseTo(expected, within(1e-6));
  }

  @Test
  void theLiftIsWhatRulesAndTheModelFindBeyondRulesAndTheChampion() {
    ModelEvaluation found =
        ModelEvaluator.evaluate(
            TestFleet.byCalls(),
            TestFleet.blind(),
            List.of(),
            TestFleet.week(2),
            Set.of(),
            SETTINGS);
    // Rules tell of 0, 5, 10 and 15; the model finds the even ones beside.
    assertThat(found.lift().over()).isEqualTo(TestFleet.blind().version());
    assertThat(found.lift().without().value()).isEqualTo(0.2);
    assertThat(found.lift().with().value()).isEqualTo(0.6);
    assertThat(found.lift().difference().value()).isEqualTo(0.4);
    assertThat(found.lift().difference().excludesZero()).isTrue();
    assertThat(found.lift().gained()).hasSize(8);
    assertThat(found.lift().gained().get(0))
        .isEqualTo(new ModelEvaluation.AttackName("attack-2", "object_enumeration", "agent-2"));
    assertThat(found.lift().lost()).isEmpty();
    assertThat(found.liftOverRules().difference().value()).isEqualTo(0.4);
    assertThat(found.lift().byCategory()).extracting(c -> c.with() - c.without()).contains(5, 3);
  }

  @Test
  void whatOnlyTheChampionFindsIsLost() {
    ModelEvaluation found =
        ModelEvaluator.evaluate(
            TestFleet.blind(),
            TestFleet.byCalls(),
            List.of(),
            TestFleet.week(2),
            Set.of(),
            SETTINGS);
    assertThat(found.lift().difference().value()).isEqualTo(-0.4);
    assertThat(found.lift().lost()).hasSize(8);
    assertThat(found.lift().gained()).isEmpty();
    assertThat(found.attacks()).filteredOn(a -> a.foundByChampion()).hasSize(10);
  }

  @Test
  void twoAttacksGainedProveNothing() {
    TestFleet fleet = ordinaryDay(50, 40);
    fleet.attacked("1", "scraping", "b", 10, 60).attacked("2", "scraping", "c", 10, 60);
    ModelEvaluation found = evaluate(TestFleet.byCalls(), fleet);
    assertThat(found.liftOverRules().difference().value()).isEqualTo(1);
    assertThat(found.liftOverRules().difference().excludesZero()).isFalse();
  }

  @Test
  void aThresholdSetBeforeIsHeldAgainstWhatCame() {
    ModelEvaluation found = TestFleet.evaluation();
    assertThat(found.calibrated().promisedPerDay()).isBetween(0.8, 1.0);
    Estimate realised = found.calibrated().realisedPerDay();
    assertThat(realised.low()).isLessThanOrEqualTo(1);
    assertThat(realised.high()).isGreaterThanOrEqualTo(realised.value()).isGreaterThan(1);
    // Whose calls double are false alerts at the old threshold, and are said to be.
    List<TrainingRow> busier =
        TestFleet.week(3).stream()
            .map(
                r ->
                    new TrainingRow(
                        r.agent(),
                        r.time(),
                        r.cohort(),
                        TestFleet.vector(
                            2 * r.features().get(io.gatewatch.features.Feature.CALLS_1M), 0),
                        r.label(),
                        r.event(),
                        r.excluded(),
                        r.told()))
            .toList();
    ModelEvaluation drifted =
        ModelEvaluator.evaluate(
            TestFleet.byCalls(), null, TestFleet.week(1), busier, Set.of(), SETTINGS);
    assertThat(drifted.calibrated().realisedPerDay().low()).isGreaterThan(10);
    assertThat(drifted.atBudget().realisedPerDay().value()).isLessThanOrEqualTo(1);
  }

  @Test
  void aPromiseOfFewerAgentsIsScaledToThoseThatTest() {
    List<TrainingRow> half =
        TestFleet.week(1).stream().filter(r -> r.agent().hashCode() % 2 == 0).toList();
    ModelEvaluation found =
        ModelEvaluator.evaluate(
            TestFleet.byCalls(), null, half, TestFleet.week(2), Set.of(), SETTINGS);
    assertThat(found.calibrated().promisedPerDay()).isBetween(0.6, 1.0);
    assertThat(found.notes()).anyMatch(n -> n.contains("fewer agents"));
  }

  @Test
  void agentsNeverLearnedFromAndCohortsAreToldApart() {
    ModelEvaluation found = TestFleet.evaluation();
    assertThat(found.data().agentsNeverLearnedFrom()).isEqualTo(4);
    // agent-7 and agent-17: both of the quiet kind.
    assertThat(found.neverLearnedFrom().attacks()).isEqualTo(2);
    assertThat(found.neverLearnedFrom().found()).isZero();
    assertThat(found.attacks()).filteredOn(a -> a.neverLearnedFrom()).hasSize(2);
    assertThat(found.byCohort())
        .extracting(f -> f.name() + " " + f.found() + "/" + f.attacks())
        .containsExactly("ai_agent 5/5", "aisp 5/15");
    assertThat(found.byCohort()).allMatch(f -> f.falseAlertsPerDay() != null);
  }

  @Test
  void aModelOfOneCohortIsJudgedByItAndLosesWhatItsChampionFindsElsewhere() {
    ModelEvaluation found =
        ModelEvaluator.evaluate(
            TestFleet.model("bots", "ai_agent", "calls_1m"),
            TestFleet.byCalls(),
            List.of(),
            TestFleet.week(2),
            Set.of(),
            SETTINGS);
    assertThat(found.data().agents()).isEqualTo(10);
    assertThat(found.all().attacks()).isEqualTo(5);
    // The champion finds ten; rules tell of 10 of them, and 0, 4, 8, 12, 16 are bots.
    assertThat(found.lift().lost()).hasSize(4).allMatch(a -> a.agent().startsWith("agent-"));
  }

  @Test
  void pValuesOfCalibratedScoresAreWhatTheySay() {
    ModelEvaluation found = TestFleet.evaluation();
    ModelEvaluation.PromisedShare tenth =
        found.pValues().stream().filter(p -> p.promised() == 0.1).findFirst().orElseThrow();
    assertThat(tenth.realised().value()).isCloseTo(0.1, within(0.01));
    assertThat(tenth.realised().low()).isLessThan(0.1);
    assertThat(found.probabilities()).isEmpty();
  }

  @Test
  void aLabelledModelThatIsTooSureIsSeenInItsProbabilities() {
    ModelEvaluation found =
        ModelEvaluator.evaluate(
            TestFleet.labelled(0), null, List.of(), TestFleet.week(2), Set.of(), SETTINGS);
    ModelEvaluation.ProbabilityBin surest =
        found.probabilities().get(found.probabilities().size() - 1);
    assertThat(surest.predicted()).isGreaterThan(0.9);
    assertThat(surest.observed().high()).isLessThan(0.1);
  }

  @Test
  void withoutAttacksThereIsNoRecallAndThatIsSaid() {
    ModelEvaluation found = evaluate(TestFleet.byCalls(), ordinaryDay(50, 40));
    assertThat(found.all().recall()).isNull();
    assertThat(found.all().averagePrecision()).isNull();
    assertThat(found.liftOverRules().difference()).isNull();
    assertThat(found.atBudget().threshold()).isNotNull();
    assertThat(found.notes()).anyMatch(n -> n.startsWith("No attacks"));
  }

  @Test
  void withoutOrdinaryRowsThereIsNoThreshold() {
    ModelEvaluation found =
        evaluate(TestFleet.byCalls(), new TestFleet().attacked("1", "scraping", "a", 1, 50));
    assertThat(found.atBudget().threshold()).isNull();
    assertThat(found.all().recall()).isNull();
    assertThat(found.all().averagePrecision().value()).isEqualTo(1);
    assertThat(found.notes()).anyMatch(n -> n.startsWith("No ordinary rows"));
  }

  @Test
  void aModelToWhichAllIsTheSameFindsNothing() {
    ModelEvaluation found =
        ModelEvaluator.evaluate(
            TestFleet.blind(), null, TestFleet.week(1), TestFleet.week(2), Set.of(), SETTINGS);
    assertThat(found.all().found()).isZero();
    assertThat(found.all().averagePrecision().value()).isCloseTo(found.prevalence(), within(1e-6));
    assertThat(found.scores()).isEmpty();
    assertThat(found.liftOverRules().difference().excludesZero()).isFalse();
  }

  @Test
  void theSameRowsAndSeedGiveTheSameEvaluationInWhateverOrder() {
    List<TrainingRow> shuffled = new java.util.ArrayList<>(TestFleet.week(2));
    Collections.shuffle(shuffled, new Random(4));
    assertThat(
            ModelEvaluator.evaluate(
                TestFleet.byCalls(),
                null,
                TestFleet.week(1),
                shuffled,
                agent -> agent.endsWith("7"),
                new EvaluationSettings(1, 100, 5)))
        .isEqualTo(TestFleet.evaluation());
  }

  @Test
  void rowsThatStandForOthersWeighAsMuch() {
    TestFleet fleet = ordinaryDay(50, 40);
    fleet.attacked("found", "scraping", "b", 10, 60).attacked("missed", "scraping", "c", 10, 5);
    ModelEvaluation found =
        ModelEvaluator.evaluate(
            TestFleet.byCalls(),
            null,
            List.of(),
            fleet.rows(),
            agent -> false,
            row -> row.agent().equals("c") ? 9 : 1,
            SETTINGS);
    assertThat(found.all().recall().value()).isEqualTo(0.1);
  }

  @Test
  void nothingToTestWithIsOneLine() {
    assertThatThrownBy(() -> evaluate(TestFleet.byCalls(), new TestFleet()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("evaluation: no rows to test by-calls-");
  }
}
