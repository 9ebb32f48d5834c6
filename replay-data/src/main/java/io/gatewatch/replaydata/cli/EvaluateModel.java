package io.gatewatch.replaydata.cli;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.evaluation.EvaluationSettings;
import io.gatewatch.models.evaluation.MinuteCost;
import io.gatewatch.models.evaluation.ModelCardText;
import io.gatewatch.models.evaluation.ModelEvaluation;
import io.gatewatch.models.evaluation.ModelEvaluationJson;
import io.gatewatch.models.evaluation.ModelEvaluationPage;
import io.gatewatch.models.evaluation.ModelEvaluationText;
import io.gatewatch.models.evaluation.ModelEvaluator;
import io.gatewatch.models.evaluation.ReviewQueue;
import io.gatewatch.models.evaluation.Scored;
import io.gatewatch.models.evaluation.ScoredRow;
import io.gatewatch.models.training.HeldOutRows;
import io.gatewatch.models.training.TrainingRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The half of {@code evaluate} that judges a model by rows that it has not learned from. */
final class EvaluateModel {
  @Option(
      names = "--model",
      paramLabel = "MODEL|FILE",
      description =
          "Evaluate this model (of --store, or a model.json) instead of a run, on those of"
              + " --features that are newer than what it has learned from.")
  private String model;

  @Option(
      names = "--against",
      paramLabel = "MODEL|FILE",
      description = "The model that it is held against (default: rules and baselines alone).")
  private String against;

  @Option(
      names = "--features",
      paramLabel = "FILE",
      description = "Rows, as the command features writes them.")
  private Path features;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for evaluation.json, evaluation.html and card.md of a model.")
  private Path out;

  @Option(
      names = "--alerts-per-day",
      defaultValue = "1",
      paramLabel = "N",
      description = "False alerts a day that a model may make (default: ${DEFAULT-VALUE}).")
  private double alertsPerDay;

  @Option(
      names = "--review",
      defaultValue = "0",
      paramLabel = "N",
      description =
          "Also draw N quiet windows of the last day for people to look at, half of them near the"
              + " threshold: review.ndjson, and review-plan.json, which reviewers must not see.")
  private int review;

  @Mixin private ReviewOption reviewed;
  @Mixin private RegistryOptions registry;

  boolean isAsked() {
    return model != null;
  }

  int evaluate(KnownOptions known, PrintWriter told, PrintWriter complaints) {
    if (features == null || out == null) {
      throw Failure.usage("--model asks for --features FILE and --out DIR");
    }
    try {
      RowSource rows = RowSource.ofTable(features, known);
      rows.remarks().forEach(line -> complaints.println("gatewatch: " + line));
      String text = text(model);
      AnomalyModel judged = ModelFile.open(text);
      AnomalyModel other = against == null ? null : ModelFile.open(text(against));
      List<ModelCard> cards =
          Stream.of(judged, other).filter(m -> m != null).map(AnomalyModel::card).toList();
      HeldOutRows held = HeldOutRows.of(rows.rows(), cards);
      ModelEvaluation found = evaluated(judged, other, held);
      if (reviewed.isGiven()) {
        found =
            found.with(
                reviewed.figures(judged, known, held.testing(), found.settings(), complaints));
      }
      write(judged, found, held, text.getBytes(StandardCharsets.UTF_8).length);
      told.print(ModelEvaluationText.of(found));
      told.flush();
      return 0;
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    } catch (IOException e) {
      throw Failure.input("cannot write " + e.getMessage());
    }
  }

  private ModelEvaluation evaluated(AnomalyModel judged, AnomalyModel other, HeldOutRows held) {
    EvaluationSettings settings =
        new EvaluationSettings(
            alertsPerDay,
            EvaluationSettings.DEFAULTS.resamples(),
            EvaluationSettings.DEFAULTS.seed());
    return ModelEvaluator.evaluate(
        judged,
        other,
        held.calibrating(),
        held.testing(),
        HeldOutRows.neverLearnedFrom(judged.card()),
        settings);
  }

  private void write(AnomalyModel judged, ModelEvaluation found, HeldOutRows held, long bytes)
      throws IOException {
    Files.createDirectories(out);
    Files.writeString(out.resolve("evaluation.json"), ModelEvaluationJson.of(found));
    Files.writeString(out.resolve("evaluation.html"), ModelEvaluationPage.of(found));
    double micros = MinuteCost.micros(judged, held.testing());
    Files.writeString(
        out.resolve("card.md"), ModelCardText.of(judged.card(), found, micros, bytes));
    if (review > 0) {
      draw(judged, found, held.testing());
    }
  }

  private void draw(AnomalyModel judged, ModelEvaluation found, List<TrainingRow> testing)
      throws IOException {
    List<ScoredRow> scored = Scored.of(judged, testing);
    LocalDate last = LocalDate.ofInstant(found.data().to(), ZoneOffset.UTC);
    Double threshold = found.atBudget().threshold();
    ReviewQueue queue =
        ReviewQueue.pick(
            scored,
            last,
            threshold == null ? Double.POSITIVE_INFINITY : threshold,
            review - review / 2,
            review / 2,
            new SecureRandom().nextLong());
    Files.writeString(out.resolve("review.ndjson"), queue.ndjson());
    Files.writeString(out.resolve("review-plan.json"), queue.planJson(judged.version()));
  }

  private String text(String said) {
    boolean isFile = said.endsWith(".json") || said.contains("/");
    return isFile ? ModelFile.text(Path.of(said)) : registry.text(registry.find(said).sha256());
  }
}
