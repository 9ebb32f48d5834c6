package io.gatewatch.replaydata.cli;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.evaluation.EvaluationSettings;
import io.gatewatch.models.evaluation.MinuteCost;
import io.gatewatch.models.evaluation.ModelEvaluation;
import io.gatewatch.models.evaluation.ModelEvaluator;
import io.gatewatch.models.training.HeldOutRows;
import io.gatewatch.models.training.TrainingRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A model over rows that neither it nor the one that it is held against has learned from: the same
 * for who looks at it and for who wants it promoted.
 *
 * @param testing the rows
 * @param micros what scoring a minute costs here
 * @param bytes size of the model file
 */
record Evaluated(
    AnomalyModel model,
    ModelEvaluation found,
    List<TrainingRow> testing,
    double micros,
    int bytes) {
  /**
   * Evaluates a model.
   *
   * @param text of its file
   * @param other null for rules and baselines alone
   * @param alertsPerDay false alerts that it may make
   * @throws IllegalArgumentException with one line when it cannot be opened, or nothing tests it
   */
  static Evaluated of(
      String text, AnomalyModel other, List<TrainingRow> rows, double alertsPerDay) {
    AnomalyModel model = ModelFile.open(text);
    List<ModelCard> cards =
        Stream.of(model, other).filter(m -> m != null).map(AnomalyModel::card).toList();
    HeldOutRows held = HeldOutRows.of(rows, cards);
    if (held.testing().isEmpty()) {
      throw new IllegalArgumentException(
          "no row is newer than what the models have learned from, up to "
              + cards.stream().map(ModelCard::testsFrom).max(Instant::compareTo).orElseThrow()
              + " (mend: give features of newer traffic)");
    }
    EvaluationSettings defaults = EvaluationSettings.DEFAULTS;
    ModelEvaluation found =
        ModelEvaluator.evaluate(
            model,
            other,
            held.calibrating(),
            held.testing(),
            HeldOutRows.neverLearnedFrom(model.card()),
            new EvaluationSettings(alertsPerDay, defaults.resamples(), defaults.seed()));
    return new Evaluated(
        model,
        found,
        held.testing(),
        MinuteCost.micros(model, held.testing()),
        text.getBytes(StandardCharsets.UTF_8).length);
  }

  /** The same, with other findings. */
  Evaluated with(ModelEvaluation other) {
    return new Evaluated(model, other, testing, micros, bytes);
  }
}
