package io.gatewatch.models.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.evaluation.EvaluationSettings;
import io.gatewatch.models.evaluation.ModelEvaluator;
import io.gatewatch.models.training.TrainingRow;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialsTest {
  private static final AnomalyModel MODEL = ModelFile.open(Made.model("minutes", 0));
  private static final AnomalyModel CHAMPION = ModelFile.open(Made.model("old", 0));

  @Test
  void onlyAgentsWhoseAttackIsMissedSoFarCouldGain() {
    List<TrainingRow> rows = new ArrayList<>();
    for (int m = 0; m < 24 * 60; m += 20) {
      rows.add(Made.row("quiet", m, 10));
    }
    // Rules tell of the first; the champion finds the second; two of one agent are missed by both.
    rows.add(attack("one", "a1", 50, TrainingRow.Told.LOUD));
    rows.add(attack("two", "a2", 50, TrainingRow.Told.NOTHING));
    rows.add(attack("three", "a3", 5, TrainingRow.Told.LOW));
    rows.add(attack("three", "a4", 5, TrainingRow.Told.NOTHING));
    Trial alone = trial(null, rows);
    assertThat(alone.champion()).isNull();
    assertThat(alone.attacks()).isEqualTo(4);
    assertThat(alone.agents()).isEqualTo(2);
    Trial beside = trial(CHAMPION, rows);
    assertThat(beside.champion()).isEqualTo(CHAMPION.version());
    assertThat(beside.agents()).isEqualTo(1);
  }

  private static Trial trial(AnomalyModel champion, List<TrainingRow> rows) {
    EvaluationSettings settings = new EvaluationSettings(1, 50, 1);
    return Trials.of(
        ModelEvaluator.evaluate(MODEL, champion, List.of(), rows, agent -> false, settings),
        1,
        20_000,
        false);
  }

  private static TrainingRow attack(
      String agent, String event, double calls, TrainingRow.Told told) {
    TrainingRow row = Made.row(agent, 100, calls);
    return new TrainingRow(
        agent, row.time(), row.cohort(), row.features(), "scraping", event, null, told);
  }
}
