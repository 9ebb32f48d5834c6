package io.gatewatch.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Days whose truth is known: what reviews of a few windows say of recall. */
class RecallEstimateTest {
  private static final LocalDate DAY = LocalDate.parse("2026-11-02");
  private static final double THRESHOLD = StrictMath.log1p(100);
  private static final int QUIET = 1_000;
  private static final int FOUND = 40;

  /** A day of windows of one minute; 40 attacks are found, others missed mostly near 100 calls. */
  private static final class Day {
    final TestFleet fleet = new TestFleet();
    final Set<String> missed = new TreeSet<>();
    final List<ScoredRow> scored;
    final ReviewQueue queue;
    final Map<String, ReviewVerdict> verdicts = new HashMap<>();

    Day(long seed, double missedShare, double missedNear) {
      Random random = new Random(seed);
      for (int i = 0; i < FOUND; i++) {
        fleet.attacked("found-" + i, "scraping", "loud-" + i, 2 * i, 200);
      }
      for (int i = 0; i < QUIET; i++) {
        boolean near = i < QUIET / 20;
        String agent = "agent-" + i;
        double calls = near ? 60 + 30 * random.nextDouble() : 50 * random.nextDouble();
        if (random.nextDouble() < (near ? missedNear : missedShare)) {
          missed.add(agent);
          fleet.attacked("missed-" + i, "scraping", agent, i, calls);
        } else {
          fleet.minute(agent, i, calls);
        }
      }
      scored = Scored.of(TestFleet.byCalls(), fleet.rows());
      queue = ReviewQueue.pick(scored, DAY, THRESHOLD, 60, 20, seed);
      queue
          .items()
          .forEach(
              i ->
                  verdicts.put(
                      i.id(),
                      missed.contains(i.agent()) ? ReviewVerdict.ATTACK : ReviewVerdict.BENIGN));
    }

    double trueRecall() {
      return (double) FOUND / (FOUND + missed.size());
    }

    RecallEstimate estimate() {
      int found = ReviewQueue.foundAttackWindows(scored, DAY, THRESHOLD);
      return RecallEstimate.of(queue.plan(), verdicts, found);
    }
  }

  @Test
  void theIntervalHoldsTheTruthAboutAsOftenAsItSaysAndTheUnweightedRecallIsTooGood() {
    int held = 0;
    double truth = 0;
    double unweighted = 0;
    double missed = 0;
    double estimated = 0;
    for (int seed = 0; seed < 200; seed++) {
      Day day = new Day(seed, 0.03, 0.3);
      RecallEstimate found = day.estimate();
      held +=
          found.recall().low() <= day.trueRecall() && day.trueRecall() <= found.recall().high()
              ? 1
              : 0;
      truth += day.trueRecall() / 200;
      unweighted += (double) FOUND / (FOUND + found.attacks()) / 200;
      missed += day.missed.size() / 200.0;
      estimated += found.missed() / 200;
    }
    // 190 of 200 expected, 180 or fewer with a chance of 0.3 %; a mean of estimates is off by 1.5.
    assertThat(held).isGreaterThan(180);
    assertThat(estimated).isCloseTo(missed, within(7.0));
    assertThat(unweighted).isGreaterThan(truth + 0.25);
  }

  @Test
  void whereNoReviewedWindowWasAnAttackNothingIsCertain() {
    RecallEstimate found = new Day(1, 0, 0).estimate();
    assertThat(found.recall().value()).isEqualTo(1);
    assertThat(found.recall().low()).isLessThan(0.8);
    // More reviews of the same kind say more.
    List<ReviewPlan> plans = new ArrayList<>();
    Map<String, ReviewVerdict> verdicts = new HashMap<>();
    for (int seed = 0; seed < 10; seed++) {
      Day day = new Day(seed, 0, 0);
      plans.add(day.queue.plan());
      verdicts.putAll(day.verdicts);
    }
    assertThat(RecallEstimate.of(plans, verdicts, 10 * FOUND).recall().low()).isGreaterThan(0.85);
  }

  @Test
  void windowsWithoutAVerdictAreAsIfNotDrawn() {
    Day day = new Day(3, 0.03, 0.3);
    RecallEstimate all = day.estimate();
    List<String> ids = day.queue.items().stream().map(ReviewItem::id).toList();
    for (int i = 0; i < ids.size(); i += 2) {
      day.verdicts.put(ids.get(i), ReviewVerdict.UNDETERMINED);
    }
    RecallEstimate half = day.estimate();
    assertThat(half.reviewed()).isEqualTo(all.reviewed() / 2);
    assertThat(half.recall().high() - half.recall().low())
        .isGreaterThan(all.recall().high() - all.recall().low());
    assertThat(half.missed()).isGreaterThan(all.missed() / 4);
  }

  @Test
  void withoutVerdictsNothingIsKnownAndWithoutAttacksThereIsNoRecall() {
    Day day = new Day(4, 0.03, 0.3);
    RecallEstimate none = RecallEstimate.of(day.queue.plan(), Map.of(), FOUND);
    assertThat(none.recall()).isNull();
    assertThat(none.missed()).isNull();
    assertThat(none.unreviewed())
        .containsExactly(
            "near_threshold of 2026-11-02 (50 windows)", "random of 2026-11-02 (950 windows)");
    ReviewPlan empty = new ReviewPlan(1, DAY, THRESHOLD, List.of(), List.of());
    assertThat(RecallEstimate.of(empty, Map.of(), 0).recall()).isNull();
  }

  /** Ten windows stand for 950: what these hide cannot be told by those near the threshold. */
  @Test
  void aStratumOfWhichNobodyCouldSayAnythingLeavesNoFigureAndIsNamed() {
    Day day = new Day(5, 0.03, 0);
    day.queue.plan().drawn().stream()
        .filter(d -> d.stratum().equals(ReviewPlan.OTHERS))
        .forEach(d -> day.verdicts.put(d.window().id(), ReviewVerdict.UNDETERMINED));
    RecallEstimate found = day.estimate();
    assertThat(found.reviewed()).isEqualTo(20);
    assertThat(found.missed()).isNull();
    assertThat(found.recall()).isNull();
    ReviewFigures figures =
        ReviewFigures.of(
            TestFleet.byCalls(),
            List.of(day.queue.plan()),
            day.verdicts,
            day.fleet.rows(),
            new EvaluationSettings(1, 1, 1));
    assertThat(figures.weighted()).isNull();
    assertThat(figures.undetermined()).isEqualTo(60);
    assertThat(figures.unreviewed()).containsExactly("random of 2026-11-02 (950 windows)");
    ModelEvaluation evaluation =
        ModelEvaluator.evaluate(
                TestFleet.byCalls(),
                null,
                List.of(),
                day.fleet.rows(),
                Set.of(),
                new EvaluationSettings(1, 1, 1))
            .with(figures);
    String why = "no verdict on any window of random of 2026-11-02 (950 windows)";
    assertThat(ModelEvaluationText.of(evaluation)).contains(why).doesNotContain("to be missed");
    assertThat(ModelEvaluationPage.of(evaluation)).contains(why);
    assertThat(ModelEvaluationJson.read(ModelEvaluationJson.of(evaluation)).review())
        .isEqualTo(figures);
  }

  /** Of few that were looked at one was an attack, and on another day none of many. */
  @Test
  void daysOfWhichMoreAndLessWasLookedAtAreNotTakenForOne() {
    Map<String, ReviewVerdict> verdicts = new HashMap<>();
    ReviewPlan few = plan(DAY, 10_000, 2, verdicts);
    verdicts.put(few.drawn().get(0).window().id(), ReviewVerdict.ATTACK);
    ReviewPlan many = plan(DAY.plusDays(1), 10_000, 100, verdicts);
    RecallEstimate both = RecallEstimate.of(List.of(few, many), verdicts, 50);
    assertThat(both.missed()).isEqualTo(5_000);
    double point = 50 / 5_050.0;
    assertThat(both.recall().value()).isCloseTo(point, within(1e-6));
    // The middle of what can be thought, as on the day of the attack alone, and no end of it.
    assertThat(both.recall().low()).isLessThan(point * 0.7);
    assertThat(both.recall().high()).isBetween(point * 2, 0.2);
  }

  /** What is missed differs by day, and how many of a day's windows are looked at too. */
  @Test
  void theIntervalHoldsTheTruthOverDaysOfDifferentSharesToo() {
    int held = 0;
    for (int seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      List<ReviewPlan> plans = new ArrayList<>();
      Map<String, ReviewVerdict> verdicts = new HashMap<>();
      int missed = 0;
      for (int d = 0; d < 6; d++) {
        double rate = 0.08 * random.nextDouble();
        int drawn = d % 2 == 0 ? 20 : 150;
        ReviewPlan plan = plan(DAY.plusDays(d), 600, drawn, verdicts);
        plans.add(plan);
        for (int w = 0; w < 600; w++) {
          boolean attack = random.nextDouble() < rate;
          missed += attack ? 1 : 0;
          if (attack && w < drawn) {
            verdicts.put(plan.drawn().get(w).window().id(), ReviewVerdict.ATTACK);
          }
        }
      }
      Estimate recall = RecallEstimate.of(plans, verdicts, 200).recall();
      double truth = 200.0 / (200 + missed);
      if (recall.low() <= truth && truth <= recall.high()) {
        held++;
      }
    }
    // 95 of 100 expected, 87 or fewer with a chance of 0.1 %.
    assertThat(held).isGreaterThan(87);
  }

  /** Of one stratum, of which all that were drawn were called benign. */
  private static ReviewPlan plan(
      LocalDate day, int windows, int drawn, Map<String, ReviewVerdict> verdicts) {
    List<ReviewPlan.Drawn> items = new ArrayList<>();
    for (int i = 0; i < drawn; i++) {
      Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
      ReviewItem item = new ReviewItem(day + "-" + i, "agent-" + i, from, from.plusSeconds(60));
      verdicts.put(item.id(), ReviewVerdict.BENIGN);
      items.add(new ReviewPlan.Drawn(item, ReviewPlan.OTHERS, (double) drawn / windows));
    }
    ReviewPlan.Stratum stratum = new ReviewPlan.Stratum(ReviewPlan.OTHERS, windows, drawn);
    return new ReviewPlan(1, day, THRESHOLD, List.of(stratum), items);
  }

  /** Evaluated with verdicts alone, as in production, where most windows are never looked at. */
  @Test
  void weightedByTheirProbabilityVerdictsGiveTheRecallThatAllWouldGive() {
    double truth = 0;
    double weighted = 0;
    double verified = 0;
    for (int seed = 0; seed < 60; seed++) {
      Day day = new Day(seed, 0.03, 0.3);
      truth += recall(day, row -> 1) / 60;
      ReviewWeights weights = ReviewWeights.of(List.of(day.queue.plan()), day.verdicts, day.scored);
      weighted += recall(day, weights) / 60;
      verified += recall(day, row -> weights.applyAsDouble(row) > 0 ? 1 : 0) / 60;
    }
    assertThat(weighted).isCloseTo(truth, within(0.04));
    assertThat(verified).isGreaterThan(truth + 0.2);
  }

  private static double recall(Day day, java.util.function.ToDoubleFunction<TrainingRow> weights) {
    return ModelEvaluator.evaluate(
            TestFleet.byCalls(),
            null,
            List.of(),
            day.fleet.rows(),
            agent -> false,
            weights,
            new EvaluationSettings(1, 1, 1))
        .all()
        .recall()
        .value();
  }

  @Test
  void drawsFollowTheirDistributions() {
    Random random = new Random(5);
    for (double[] ab : new double[][] {{0.5, 30.5}, {3.5, 7.5}, {0.5, 0.5}}) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 20_000; i++) {
        double x = Draws.beta(random, ab[0], ab[1]);
        sum += x;
        squares += x * x;
      }
      double mean = ab[0] / (ab[0] + ab[1]);
      double variance = mean * (1 - mean) / (ab[0] + ab[1] + 1);
      assertThat(sum / 20_000).isCloseTo(mean, within(5 * StrictMath.sqrt(variance / 20_000)));
      assertThat(squares / 20_000 - mean * mean).isCloseTo(variance, within(0.1 * variance));
    }
    for (double p : new double[] {0.001, 0.02, 0.5, 0.99}) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < 20_000; i++) {
        double x = Draws.binomial(random, 1000, p);
        sum += x;
        squares += x * x;
      }
      double variance = 1000 * p * (1 - p);
      assertThat(sum / 20_000).isCloseTo(1000 * p, within(5 * StrictMath.sqrt(variance / 20_000)));
      assertThat(squares / 20_000 - sum / 20_000 * sum / 20_000)
          .isCloseTo(variance, within(0.1 * variance));
    }
    assertThat(Draws.binomial(random, 10, 0)).isZero();
    assertThat(Draws.binomial(random, 10, 1)).isEqualTo(10);
  }
}
