package io.gatewatch.models.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Psi;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.Recipe;
import io.gatewatch.models.training.Training;
import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftReportTest {
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
  private static final AnomalyModel MODEL = model();

  @Test
  void anotherWeekOfTheSameTrafficHasNotMoved() {
    DriftReport report = DriftReport.of(MODEL, week(2, 1, ApiCall.AgentClass.AISP));
    assertThat(report.much()).isFalse();
    assertThat(report.cohorts()).hasSize(1);
    assertThat(report.cohorts().get(0).psi()).allMatch(m -> m.psi() < 0.1);
    assertThat(report.labelRate()).isZero();
  }

  @Test
  void threeTimesTheCallsHaveMovedThatInputMostAndThePValues() {
    DriftReport report = DriftReport.of(MODEL, week(2, 3, ApiCall.AgentClass.AISP));
    assertThat(report.much()).isTrue();
    List<DriftReport.Measured> psi = report.cohorts().get(0).psi();
    assertThat(psi.get(0).input()).isEqualTo("calls_1m");
    assertThat(psi)
        .filteredOn(m -> m.psi() >= Psi.MUCH)
        .extracting(DriftReport.Measured::input)
        .containsExactlyInAnyOrder("calls_1m", DriftReport.SCORE);
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
    Recipe recipe =
        Recipe.read(
            "name: calls\ntrainer: kmeans\nagentsHeldOut: 0\ninputs: [calls_1m, new_objects_5m]\n");
    return ModelFile.open(
        Training.train(recipe, week(1, 1, ApiCall.AgentClass.AISP), "made up").write());
  }

  private static List<TrainingRow> week(long seed, double times, ApiCall.AgentClass cohort) {
    Random random = new Random(seed);
    List<TrainingRow> rows = new ArrayList<>();
    for (int hour = 0; hour < 168; hour++) {
      for (int agent = 0; agent < 12; agent++) {
        double calls = Math.rint(times * 10 * StrictMath.exp(0.5 * random.nextGaussian()));
        rows.add(row("app-" + agent, 60 * hour + agent, calls, random.nextInt(6), cohort));
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
