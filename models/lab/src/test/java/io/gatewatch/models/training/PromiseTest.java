package io.gatewatch.models.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scorer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * Agents that go on as they did, of which some call in every minute and some in few, and classes
 * that are unlike each other: what a p-value promises must hold on all minutes, and in each class.
 */
class PromiseTest {
  private static final int DAY = 24 * 60;
  private static final int DAYS = 10;
  private static final Recipe RECIPE =
      Recipe.read(
          """
          name: test
          trainer: kmeans
          parameters: {clusters: 4}
          agentsHeldOut: 0
          minutesPerAgentDay: 60
          inputs: [calls_1m, kilobytes_out_5m]
          """);
  private static final List<TrainingRow> ROWS = fleet();
  private static final AnomalyModel MODEL =
      ModelFile.open(Training.train(RECIPE, ROWS, "made up").write());

  /** Each day of an agent has its own minutes: few of batches, all of the busy one in a class. */
  private static List<TrainingRow> fleet() {
    Random random = new Random(3);
    List<TrainingRow> rows = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      for (int minute = 0; minute < DAY; minute++) {
        for (int a = 0; a < 6; a++) {
          boolean busy = a == 0;
          add(rows, busy ? 1 : 0.1, AgentClass.AISP, a, day * DAY + minute, busy ? 9 : 3, random);
          add(rows, 0.1, AgentClass.BATCH, a, day * DAY + minute, 900, random);
        }
        add(rows, 0.3, AgentClass.PISP, 0, day * DAY + minute, 30, random);
        for (int a = 0; a < 4; a++) {
          add(rows, 0.1, AgentClass.PARTNER, a, day * DAY + minute, 60, random);
        }
      }
    }
    return rows;
  }

  private static void add(
      List<TrainingRow> rows,
      double active,
      AgentClass agentClass,
      int number,
      int minute,
      double calls,
      Random random) {
    if (random.nextDouble() >= active) {
      return;
    }
    double[] v = new double[FeatureSchema.size()];
    v[Feature.CALLS_1M.ordinal()] = Math.rint(calls * Math.exp(0.8 * random.nextGaussian()));
    v[Feature.KILOBYTES_OUT_5M.ordinal()] = calls * 40 * Math.exp(0.8 * random.nextGaussian());
    rows.add(
        new TrainingRow(
            agentClass + "-" + number,
            Weeks.START.plusSeconds(60L * minute),
            agentClass,
            new FeatureVector(v),
            Scorer.ORDINARY,
            null,
            null,
            TrainingRow.Told.NOTHING));
  }

  @Test
  void ofAllMinutesSoManyAreAsRareAsPromised() {
    assertKept(row -> true);
  }

  @Test
  void withinAClassThatIsUnlikeTheOthersToo() {
    assertKept(row -> row.cohort() == AgentClass.AISP);
    assertKept(row -> row.cohort() == AgentClass.BATCH);
  }

  /** A single payment agent and four partners are five together. */
  @Test
  void andInTheSmallClassesThatAreTakenTogether() {
    assertKept(row -> row.cohort() == AgentClass.PISP || row.cohort() == AgentClass.PARTNER);
  }

  private static void assertKept(Predicate<TrainingRow> which) {
    Split split = Split.of(ROWS, RECIPE);
    List<TrainingRow> tested =
        ROWS.stream().filter(which).filter(r -> split.part(r) == Part.TEST).toList();
    for (double promised : new double[] {0.02, 0.1, 0.5}) {
      long rare =
          tested.stream().filter(r -> MODEL.pValue(r.features(), r.cohort()) <= promised).count();
      // Both the calibrating and the tested minutes vary: six standard errors of the two.
      double error = 6 * Math.sqrt(2 * promised * (1 - promised) / tested.size());
      assertThat((double) rare / tested.size())
          .as("p <= " + promised + " of " + tested.size())
          .isBetween(promised - error, promised + error);
    }
  }

  @Test
  void aClassOfFewAgentsIsHeldAgainstAllSmallOnesAndTheCardSaysHowManyWhenTheyAreFew() {
    List<TrainingRow> few = ROWS.stream().filter(r -> r.cohort() == AgentClass.PARTNER).toList();
    assertThat(Training.train(RECIPE, few, "x").card().warnings())
        .contains("p-values come from only 4 agents: others may well be different");
    assertThat(Training.train(RECIPE, ROWS, "x").card().warnings()).isEmpty();
  }

  @Test
  void whatAlertsHideOfTheCalibratingMinutesIsSaid() {
    Split split = Split.of(ROWS, RECIPE);
    int[] seen = new int[2];
    List<TrainingRow> alerted =
        ROWS.stream()
            .map(
                r -> {
                  boolean calibrates = split.part(r) == Part.CALIBRATE;
                  seen[0] += calibrates ? 1 : 0;
                  boolean batch = r.cohort() == AgentClass.BATCH;
                  boolean hidden = calibrates && seen[0] % (batch ? 3 : 20) == 0;
                  seen[1] += hidden ? 1 : 0;
                  return hidden ? under(TrainingRow.Exclusion.ALERT, r) : r;
                })
            .toList();
    ModelFile file = Training.train(RECIPE, alerted, "x");
    assertThat(file.card().warnings())
        .singleElement()
        .asString()
        .startsWith(seen[1] + " of " + seen[0] + " calibrating minutes were under an alert")
        .contains("p-values of batch, where they are most, would be up to 0.3");
    assertThat(file.card().calibrated()).isEqualTo(seen[0] - seen[1]);
  }

  /** Two minutes an agent make no p-value below a ninth: their class is taken with others. */
  @Test
  void aClassOfFewMinutesHasNoPValuesOfItsOwn() {
    AnomalyModel model =
        ModelFile.open(Training.train(RECIPE, withFew(AgentClass.AI_AGENT, 5), "x").write());
    double[] far = new double[FeatureSchema.size()];
    far[Feature.CALLS_1M.ordinal()] = 1e6;
    FeatureVector most = new FeatureVector(far);
    assertThat(model.pValue(most, AgentClass.AI_AGENT)).isLessThan(0.001);
    assertThat(model.card().warnings()).isEmpty();
  }

  /** Batches of one fleet had 300 minutes: with others, 98 % of theirs were as rare as 10 % may. */
  @Test
  void aClassOfSomeHundredMinutesKeepsItsOwn() {
    List<TrainingRow> rows = new ArrayList<>(ROWS);
    for (int i = 0; i < 300; i++) {
      add(rows, 1, AgentClass.AI_AGENT, i % 5, i, 5_000, new Random(i));
    }
    double[] calls = rows.stream().mapToDouble(r -> r.features().get(Feature.CALLS_1M)).toArray();
    ClassCalibrations found = ClassCalibrations.of(rows, calls);
    assertThat(found.byClass().get("ai_agent").rows()).isEqualTo(300);
    assertThat(found.pValue("ai_agent", 5_000)).isBetween(0.4, 0.6);
  }

  @Test
  void aClassThatCalibratedNothingIsHeldAgainstAllMinutes() {
    ClassCalibrations found =
        ClassCalibrations.of(
            ROWS, ROWS.stream().mapToDouble(r -> r.features().get(Feature.CALLS_1M)).toArray());
    // A score that only batches reach is as rare as they are, and no rarer.
    double score = 1_000;
    assertThat(found.pValue("tpp", score)).isEqualTo(found.all().pValue(score));
    assertThat(found.all().rows()).isEqualTo(ROWS.size());
    assertThat(found.byClass().keySet()).containsExactly("aisp", "batch", "partner", "pisp");
    assertThat(found.byClass().get("pisp")).isSameAs(found.byClass().get("partner"));
    assertThat(found.pValue("pisp", score)).isLessThan(found.pValue("tpp", score));
  }

  /** The fleet with agents of a class that call twice a part of the time. */
  private static List<TrainingRow> withFew(AgentClass agentClass, int agents) {
    Random random = new Random(5);
    List<TrainingRow> rows = new ArrayList<>(ROWS);
    for (int a = 0; a < agents; a++) {
      for (int minute = 7 * 60; minute < DAYS * DAY; minute += DAY) {
        add(rows, 1, agentClass, a, minute, 3, random);
      }
    }
    rows.sort(Comparator.comparing(TrainingRow::time));
    return rows;
  }

  @Test
  void howFarDownPValuesOfFewMinutesReachIsOnTheCard() {
    List<TrainingRow> few = ROWS.subList(0, ROWS.size() / 20);
    assertThat(Training.train(RECIPE, few, "x").card().warnings())
        .hasSize(2)
        .allMatch(
            w ->
                w.matches(
                    "p-values of (aisp|batch, partner, pisp) are never below 0\\.00[0-9]+: \\d+ minutes calibrated them"));
  }

  private static TrainingRow under(TrainingRow.Exclusion excluded, TrainingRow row) {
    return new TrainingRow(
        row.agent(),
        row.time(),
        row.cohort(),
        row.features(),
        row.label(),
        row.event(),
        excluded,
        row.told());
  }
}
