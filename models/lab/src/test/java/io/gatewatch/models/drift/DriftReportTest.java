package io.gatewatch.models.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.ModelPsi;
import io.gatewatch.models.Psi;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.Training;
import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftReportTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final Recipe RECIPE =
      Recipe.read(
          "name: calls\ntrainer: kmeans\nagentsHeldOut: 0\ninputs: [calls_1m, new_objects_5m]\n");
  private static final AnomalyModel MODEL = model();

  @Test
  void anotherWeekOfTheSameTrafficHasNotMoved() {
    DriftReport report = DriftReport.of(MODEL, week(2, 1, ApiCall.AgentClass.AISP));
    assertThat(report.much()).isFalse();
    assertThat(report.cohorts()).hasSize(1);
    assertThat(report.cohorts().get(0).measured().psi()).allMatch(m -> m.psi() < 0.1);
    assertThat(report.labelRate().share()).isZero();
    assertThat(report.days()).hasSize(7).allMatch(d -> d.votes() == 12 * 24);
    assertThat(report.days()).allMatch(d -> Math.abs(d.rare() - d.expected()) < 0.06);
  }

  @Test
  void threeTimesTheCallsHaveMovedThatInputMostAndThePValues() {
    DriftReport report = DriftReport.of(MODEL, week(2, 3, ApiCall.AgentClass.AISP));
    assertThat(report.much()).isTrue();
    List<ModelPsi.Measured> psi = report.cohorts().get(0).measured().psi();
    assertThat(psi.get(0).input()).isEqualTo("calls_1m");
    assertThat(psi)
        .filteredOn(m -> m.psi() >= Psi.MUCH)
        .extracting(ModelPsi.Measured::input)
        .containsExactlyInAnyOrder("calls_1m", ModelPsi.P_VALUE);
    assertThat(report.days()).allMatch(d -> d.rare() > 2 * d.expected());
  }

  @Test
  void classesThatDifferHaveNotDriftedFromWhatTheyWere() {
    // P-values are calibrated on all: those of one class are far from even, and often tied.
    List<TrainingRow> rows = new ArrayList<>(week(1, 1, ApiCall.AgentClass.AISP));
    rows.addAll(week(2, 30, ApiCall.AgentClass.BATCH));
    rows.addAll(week(3, 0.05, ApiCall.AgentClass.PARTNER));
    rows.sort(Comparator.comparing(TrainingRow::time));
    AnomalyModel model = ModelFile.open(Training.train(RECIPE, rows, "made up").write());
    DriftReport report = DriftReport.of(model, rows);
    assertThat(report.cohorts()).hasSize(3);
    assertThat(report.much()).isFalse();
  }

  @Test
  void aClassOfFewAgentsIsNotRemembered() {
    List<TrainingRow> rows = new ArrayList<>(week(1, 1, ApiCall.AgentClass.AISP));
    for (int hour = 0; hour < 300; hour++) {
      rows.add(row("job-" + hour % 4, 60 * (hour / 2), 5, 0, ApiCall.AgentClass.BATCH));
    }
    rows.sort(Comparator.comparing(TrainingRow::time));
    AnomalyModel model = ModelFile.open(Training.train(RECIPE, rows, "made up").write());
    assertThat(model.remembers("aisp")).isTrue();
    assertThat(model.remembers("batch")).isFalse();
  }

  @Test
  void smallClassesAreRememberedTogether() {
    List<TrainingRow> rows = new ArrayList<>();
    ApiCall.AgentClass[] classes = {ApiCall.AgentClass.BATCH, ApiCall.AgentClass.PARTNER};
    for (int hour = 0; hour < 168; hour++) {
      for (int agent = 0; agent < 6; agent++) {
        ApiCall.AgentClass own = classes[agent % 2];
        rows.add(row("job-" + agent, 60 * hour + agent, 5 + hour % 7, 0, own));
      }
    }
    AnomalyModel model = ModelFile.open(Training.train(RECIPE, rows, "made up").write());
    DriftReport report = DriftReport.of(model, rows);
    assertThat(report.cohorts()).extracting(DriftReport.Cohort::name).containsExactly("all");
    assertThat(report.much()).isFalse();
  }

  @Test
  void aClassThatItNeverSawIsNotJudgedButNamed() {
    DriftReport report = DriftReport.of(MODEL, week(2, 3, ApiCall.AgentClass.BATCH));
    assertThat(report.cohorts()).isEmpty();
    assertThat(report.tooFew()).containsExactly("batch");
    assertThat(report.much()).isFalse();
  }

  @Test
  void oneAgentThatCallsEveryMinuteIsOneVoteAnHour() {
    List<TrainingRow> rows = new ArrayList<>();
    for (int minute = 0; minute < 600; minute++) {
      rows.add(row("app-1", minute, 5, 0, ApiCall.AgentClass.AISP));
    }
    assertThat(DriftReport.of(MODEL, rows).tooFew()).containsExactly("aisp");
  }

  private static AnomalyModel model() {
    return ModelFile.open(
        Training.train(RECIPE, week(1, 1, ApiCall.AgentClass.AISP), "made up").write());
  }

  private static List<TrainingRow> week(long seed, double times, ApiCall.AgentClass cohort) {
    Random random = new Random(seed);
    List<TrainingRow> rows = new ArrayList<>();
    for (int hour = 0; hour < 168; hour++) {
      for (int agent = 0; agent < 12; agent++) {
        double calls = Math.rint(times * 10 * StrictMath.exp(0.5 * random.nextGaussian()));
        rows.add(row(cohort + "-" + agent, 60 * hour + agent, calls, random.nextInt(6), cohort));
      }
    }
    return rows;
  }

  private static TrainingRow row(
      String agent, int minute, double calls, double objects, ApiCall.AgentClass cohort) {
    double[] values = new double[FeatureSchema.size()];
    values[Feature.CALLS_1M.ordinal()] = calls;
    values[Feature.NEW_OBJECTS_5M.ordinal()] = objects;
    return new TrainingRow(
        agent,
        START.plusSeconds(60L * minute),
        cohort,
        new FeatureVector(values),
        Scorer.ORDINARY,
        null,
        null,
        TrainingRow.Told.NOTHING);
  }
}
