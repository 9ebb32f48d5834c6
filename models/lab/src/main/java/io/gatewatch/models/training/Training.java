package io.gatewatch.models.training;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import io.gatewatch.models.Scorer;
import java.util.ArrayList;
import java.util.List;

/**
 * From rows to a model: cohort → split by time → minutes of each agent's day → leakage → scaling →
 * trainer, or a search over its parameters → calibration by class of agents, on all ordinary
 * minutes of a time that trained nothing. The same rows and recipe give the same bytes.
 */
public final class Training {
  /** Hears how far a search is. */
  @FunctionalInterface
  public interface Progress {
    /** So many of all sets of parameters were tried. */
    void step(int done, int all);
  }

  private static final int FEW = 20;

  private final Recipe recipe;
  private final Trainer trainer;
  private final TrainingSet set;
  private final List<Input> inputs;
  private final List<String> warnings;
  private final Scaling scaling;
  private final List<double[]> taught;
  private final List<String> labels;

  private Training(Recipe recipe, List<TrainingRow> rows) {
    this.recipe = recipe;
    this.trainer = Trainers.named(recipe.trainer());
    this.set = TrainingSet.of(recipe, trainer, rows);
    Leakage leakage = Leakage.among(recipe, set.taught());
    this.inputs = leakage.kept();
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException(
          "training: each input alone explains the label (expected: others, or trusted ones)");
    }
    this.warnings = new ArrayList<>(leakage.warnings());
    set.labels()
        .forEach(
            (label, count) -> {
              if (count < FEW) {
                warnings.add(label + ": only " + count + " rows to learn from");
              }
            });
    List<double[]> read = read(set.taught());
    this.scaling = trainer.scaled() ? Scaling.of(read) : Scaling.none(inputs.size());
    this.taught = read.stream().map(scaling::apply).toList();
    this.labels = set.taught().stream().map(TrainingRow::label).toList();
  }

  /**
   * Trains a model.
   *
   * @param rows in the order of their times
   * @param data where they came from, in words
   * @throws IllegalArgumentException with one line when they are too few, or the recipe asks for
   *     what cannot be
   */
  public static ModelFile train(Recipe recipe, List<TrainingRow> rows, String data) {
    return train(recipe, rows, data, (done, all) -> {});
  }

  /** The same, telling how far a search is. */
  public static ModelFile train(
      Recipe recipe, List<TrainingRow> rows, String data, Progress progress) {
    return new Training(recipe, rows).model(data, progress);
  }

  private ModelFile model(String data, Progress progress) {
    Trainer.Trained trained;
    List<ModelCard.Tried> tried = List.of();
    if (recipe.search() == null) {
      trained = trained(new Parameters(recipe.parameters()));
    } else {
      if (set.ranked().isEmpty()) {
        throw new IllegalArgumentException(
            "search: no attack among the rows that calibrate (expected: some, to rank by)");
      }
      Search search = Search.run(recipe, this::trained, this::averagePrecision, progress);
      trained = search.best();
      tried = search.tried();
    }
    Scorer scorer = trained.scorer();
    ClassCalibrations calibrations =
        ClassCalibrations.of(set.calibrated(), scores(scorer, set.calibrated()));
    warnings.addAll(CalibrationWarnings.of(set, calibrations));
    ModelFile file =
        ModelFile.of(
                card(data, trained.provenance(), tried),
                inputs,
                scaling,
                scorer,
                calibrations.all())
            .with(calibrations.byClass())
            .with(
                Remembered.of(
                    inputs,
                    set.ordinary(),
                    (name, row) -> calibrations.pValue(name, scorer.score(scaling.apply(row)))));
    // What could not be opened is not handed out.
    ModelFile.read(file.write());
    return file;
  }

  private Trainer.Trained trained(Parameters parameters) {
    return trainer.train(taught, labels, parameters, recipe.seed());
  }

  private double averagePrecision(Trainer.Trained trained) {
    List<TrainingRow> rows = new ArrayList<>(set.calibrated());
    rows.addAll(set.ranked());
    boolean[] attack = new boolean[rows.size()];
    for (int i = 0; i < attack.length; i++) {
      attack[i] = !rows.get(i).ordinary();
    }
    return AveragePrecision.of(scores(trained.scorer(), rows), attack);
  }

  private double[] scores(Scorer scorer, List<TrainingRow> rows) {
    return read(rows).stream().mapToDouble(r -> scorer.score(scaling.apply(r))).toArray();
  }

  private List<double[]> read(List<TrainingRow> rows) {
    return rows.stream()
        .map(row -> inputs.stream().mapToDouble(i -> i.read(row.features())).toArray())
        .toList();
  }

  private ModelCard card(String data, String provenance, List<ModelCard.Tried> tried) {
    List<TrainingRow> rows = set.taught();
    return new ModelCard(
        recipe.name(),
        recipe.trainer(),
        FeatureSchema.VERSION,
        recipe.cohort(),
        recipe.severity(),
        recipe.text(),
        recipe.seed(),
        data,
        set.sha256(),
        rows.get(0).time(),
        rows.get(rows.size() - 1).time(),
        set.tests(),
        set.labels(),
        set.calibrated().size(),
        List.copyOf(warnings),
        trainer.weaknesses(),
        provenance,
        tried);
  }
}
