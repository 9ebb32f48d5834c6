package io.gatewatch.models.training;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.Foreign;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Makes a model file of an ONNX file that was trained elsewhere: the recipe says what it sees, and
 * ordinary rows of {@link Part#CALIBRATE} say how rare its scores are. It needs an ONNX runtime on
 * the class path (gatewatch-models-onnx), here and where it judges.
 */
public final class OnnxImport {
  private OnnxImport() {}

  /**
   * Wraps an ONNX file.
   *
   * @param recipe its trainer is {@code onnx}; its inputs are the file's, in the file's order
   * @param imported the moment: where the recipe does not say until when it was trained, only what
   *     is newer than this tests it
   * @throws IllegalArgumentException with one line when it cannot run here, or rows are too few
   */
  public static ModelFile wrap(
      Recipe recipe, byte[] onnx, List<TrainingRow> rows, String data, Instant imported) {
    if (!recipe.trainer().equals(Trainers.IMPORTED)) {
      throw new IllegalArgumentException(
          "trainer: " + recipe.trainer() + " (expected: onnx, to import a model)");
    }
    if (!recipe.parameters().isEmpty() || recipe.search() != null) {
      throw new IllegalArgumentException(
          "parameters or search: of a trainer (expected: none, to import a model)");
    }
    Foreign scorer = new Foreign(onnx);
    scorer.check(recipe.inputs().size());
    TrainingSet set = TrainingSet.calibrating(recipe, rows);
    double[] scores =
        set.calibrated().stream()
            .map(r -> recipe.inputs().stream().mapToDouble(i -> i.read(r.features())).toArray())
            .mapToDouble(scorer::score)
            .toArray();
    if (Arrays.stream(scores).anyMatch(s -> !Double.isFinite(s))) {
      throw new IllegalArgumentException("onnx: a score of an ordinary row is no number");
    }
    ClassCalibrations calibrations = ClassCalibrations.of(set.calibrated(), scores);
    ModelFile file =
        ModelFile.of(
                card(recipe, set, calibrations, data, onnx, imported),
                recipe.inputs(),
                Scaling.none(recipe.inputs().size()),
                scorer,
                calibrations.all())
            .with(calibrations.byClass())
            .with(
                Remembered.of(
                    recipe.inputs(),
                    set.ordinary(),
                    (name, row) -> calibrations.pValue(name, scorer.score(row))));
    ModelFile.read(file.write());
    return file;
  }

  private static ModelCard card(
      Recipe recipe,
      TrainingSet set,
      ClassCalibrations calibrations,
      String data,
      byte[] onnx,
      Instant imported) {
    List<TrainingRow> rows = set.calibrated();
    Instant until = recipe.trainedUntil() == null ? imported : recipe.trainedUntil();
    Instant unseen = until.plus(Split.LOOKS_BACK);
    return new ModelCard(
        recipe.name(),
        Trainers.IMPORTED,
        FeatureSchema.VERSION,
        recipe.cohort(),
        recipe.severity(),
        recipe.text(),
        recipe.seed(),
        data,
        set.sha256(),
        rows.get(0).time(),
        rows.get(rows.size() - 1).time(),
        set.tests().isAfter(unseen) ? set.tests() : unseen,
        new TreeMap<>(),
        rows.size(),
        warnings(recipe, CalibrationWarnings.of(set, calibrations), rows.get(0).time(), unseen),
        "Runs native code. What it was trained on, and what it does not see, is not known here.",
        "imported from ONNX, SHA-256 " + Sha256.hex(onnx),
        List.of());
  }

  private static List<String> warnings(
      Recipe recipe, List<String> ofCalibration, Instant calibrates, Instant unseen) {
    List<String> warnings = new ArrayList<>();
    warnings.add(
        recipe.trainedUntil() == null
            ? "trained elsewhere: nothing here knows on what, nor until when (trainedUntil of the"
                + " recipe); what is older than its import does not test it"
            : "trained elsewhere, until " + recipe.trainedUntil() + ": nothing here knows on what");
    if (calibrates.isBefore(unseen)) {
      warnings.add("p-values may be too small: it may have learned minutes that calibrate");
    }
    warnings.addAll(ofCalibration);
    return warnings;
  }
}
