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
      for (int minute = 0; minute < DAY; minute += 4) {
        for (int a = 0; a < 6; a++) {
          boolean busy = a == 0;
          add(rows, busy ? 1 : 0.1, AgentClass.AISP, a, day * DAY + minute, busy ? 9 : 3, random);
          add(rows, 0.05, AgentClass.BATCH, a, day * DAY + minute, 900, random);
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
                  boolean hidden = calibrates && seen[0] % 10 == 0;
                  seen[1] += hidden ? 1 : 0;
                  return hidden ? under(TrainingRow.Exclusion.ALERT, r) : r;
                })
            .toList();
    ModelFile file = Training.train(RECIPE, alerted, "x");
    assertThat(file.card().warnings())
        .singleElement()
        .asString()
        .startsWith(seen[1] + " of " + seen[0] + " calibrating minutes were under an alert")
        .endsWith("p-values would be up to 0.10 too small");
    assertThat(file.card().calibrated()).isEqualTo(seen[0] - seen[1]);
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
