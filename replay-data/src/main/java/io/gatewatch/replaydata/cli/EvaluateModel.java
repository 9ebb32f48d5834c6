package io.gatewatch.replaydata.cli;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.evaluation.ModelCardText;
import io.gatewatch.models.evaluation.ModelEvaluation;
import io.gatewatch.models.evaluation.ModelEvaluationJson;
import io.gatewatch.models.evaluation.ModelEvaluationPage;
import io.gatewatch.models.evaluation.ModelEvaluationText;
import io.gatewatch.models.evaluation.ReviewQueue;
import io.gatewatch.models.evaluation.Scored;
import io.gatewatch.models.evaluation.ScoredRow;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
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
    if (review < 0) {
      throw Failure.usage("--review " + review + " (expected: 0 or more)");
    }
    try {
      // Reviews look at quiet windows only: what they say would make recall too good or too bad.
      RowSource rows =
          RowSource.ofTable(features, known.withoutReview().without(reviewed::isOfReview));
      if (!reviewed.isGiven() && known.reviewLeftOut() != null) {
        complaints.println("gatewatch: " + known.reviewLeftOut() + " (mend: --reviewed PLAN)");
      }
      rows.remarks().forEach(line -> complaints.println("gatewatch: " + line));
      AnomalyModel other = against == null ? null : ModelFile.open(text(against));
      Evaluated evaluated = Evaluated.of(text(model), other, rows.rows(), alertsPerDay);
      if (reviewed.isGiven()) {
        ModelEvaluation found = evaluated.found();
        evaluated = evaluated.with(found.with(reviewed.figures(evaluated, known, complaints)));
      }
      write(evaluated);
      told.print(ModelEvaluationText.of(evaluated.found()));
      if (review > 0) {
        told.printf(
            "%nFor reviewers: %s. Not for them, but for evaluate --reviewed: %s%n",
            out.resolve("review.ndjson"), out.resolve("review-plan.json"));
      }
      told.flush();
      return 0;
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    } catch (IOException e) {
      throw Failure.input("cannot write " + e.getMessage());
    }
  }

  private void write(Evaluated evaluated) throws IOException {
    ModelEvaluation found = evaluated.found();
    Files.createDirectories(out);
    Files.writeString(out.resolve("evaluation.json"), ModelEvaluationJson.of(found));
    Files.writeString(out.resolve("evaluation.html"), ModelEvaluationPage.of(found));
    Files.writeString(
        out.resolve("card.md"),
        ModelCardText.of(evaluated.model().card(), found, evaluated.micros(), evaluated.bytes()));
    if (review > 0) {
      draw(evaluated);
    }
  }

  private void draw(Evaluated evaluated) throws IOException {
    ModelEvaluation found = evaluated.found();
    List<ScoredRow> scored = Scored.of(evaluated.model(), evaluated.testing());
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
    Files.writeString(out.resolve("review-plan.json"), queue.planJson(evaluated.model().version()));
  }

  private String text(String said) {
    boolean isFile = said.endsWith(".json") || said.contains("/");
    return isFile ? ModelFile.text(Path.of(said)) : registry.text(registry.find(said).sha256());
  }
}
