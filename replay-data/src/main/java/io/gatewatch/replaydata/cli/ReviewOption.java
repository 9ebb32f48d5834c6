package io.gatewatch.replaydata.cli;

import io.gatewatch.models.evaluation.ReviewFigures;
import io.gatewatch.models.evaluation.ReviewItem;
import io.gatewatch.models.evaluation.ReviewPlan;
import io.gatewatch.models.evaluation.ReviewQueue;
import io.gatewatch.models.evaluation.ReviewVerdict;
import io.gatewatch.models.training.Labels;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.train.KnownLabels;
import io.gatewatch.replaydata.train.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The way back of {@code --review}: plans whose windows people have looked at. */
final class ReviewOption {
  @Option(
      names = "--reviewed",
      arity = "1..*",
      paramLabel = "PLAN",
      description =
          "review-plan.json of a --review whose windows people have looked at (one a day), for recall"
              + " with an interval; --verdicts is review.ndjson with their verdicts, or what they"
              + " said as verdicts on agents.")
  private List<Path> files = new ArrayList<>();

  private List<ReviewPlan> plans;

  boolean isGiven() {
    return !files.isEmpty();
  }

  /**
   * Whether a verdict was given for a review, which only looks at what was quiet. What was said of
   * an alert was not, wherever its span lies.
   */
  boolean isOfReview(Verdict verdict) {
    return verdict.from() != null
        && verdict.alertId() == null
        && windows().stream().anyMatch(w -> meets(verdict, w));
  }

  private List<ReviewPlan> plans() {
    plans = plans == null ? files.stream().map(ReviewOption::plan).toList() : plans;
    return plans;
  }

  private List<ReviewItem> windows() {
    return plans().stream().flatMap(p -> p.drawn().stream()).map(ReviewPlan.Drawn::window).toList();
  }

  /**
   * What the verdicts say of a model.
   *
   * @param evaluated by rows that know nothing of the review
   */
  ReviewFigures figures(Evaluated evaluated, KnownOptions known, PrintWriter complaints) {
    List<Verdict> verdicts = known.verdicts().stream().filter(v -> v.from() != null).toList();
    if (verdicts.isEmpty()) {
      throw Failure.usage(
          "--reviewed asks for --verdicts FILE: review.ndjson with a verdict on some lines");
    }
    List<ReviewItem> windows = windows();
    long foreign =
        verdicts.stream().filter(v -> windows.stream().noneMatch(w -> meets(v, w))).count();
    if (foreign == verdicts.size()) {
      throw Failure.input(
          "--verdicts: none of "
              + Counted.of(verdicts.size(), "verdict")
              + " is of a window of "
              + files.get(0));
    }
    if (foreign > 0) {
      complaints.println(
          "gatewatch: "
              + foreign
              + " of "
              + Counted.of(verdicts.size(), "verdict")
              + " are of no window of the review: on agents they label rows only, on windows of"
              + " another review nothing");
    }
    Map<String, ReviewVerdict> said = new HashMap<>();
    for (ReviewItem window : windows) {
      ReviewVerdict verdict = of(window, verdicts);
      if (verdict != null) {
        said.put(window.id(), verdict);
      }
    }
    return ReviewFigures.of(
        evaluated.model(),
        plans(),
        said,
        labelled(evaluated.testing(), verdicts),
        evaluated.found().settings());
  }

  /** Rows with what was said in the review as well; who is known to attack stays so. */
  private List<TrainingRow> labelled(List<TrainingRow> rows, List<Verdict> verdicts) {
    List<Verdict> ofReview = verdicts.stream().filter(this::isOfReview).toList();
    Labels labels = KnownLabels.of(null, ofReview, id -> null).labels();
    return rows.stream().map(r -> r.ordinary() ? labels.label(r, List.of()) : r).toList();
  }

  private static ReviewPlan plan(Path file) {
    try {
      return ReviewQueue.readPlan(Files.readString(file));
    } catch (IOException e) {
      throw Failure.input("cannot read " + e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.input("--reviewed " + file + ": " + e.getMessage());
    }
  }

  /** An attack anywhere in a window is one; benign is what was called so from end to end. */
  private static ReviewVerdict of(ReviewItem window, List<Verdict> verdicts) {
    ReviewVerdict said = null;
    for (Verdict verdict : verdicts) {
      if (!meets(verdict, window)) {
        continue;
      }
      if (verdict.isAttack()) {
        return ReviewVerdict.ATTACK;
      }
      if (verdict.isUndetermined()) {
        said = ReviewVerdict.UNDETERMINED;
      } else if (said == null && covers(verdict, window)) {
        said = ReviewVerdict.BENIGN;
      }
    }
    return said;
  }

  private static boolean meets(Verdict verdict, ReviewItem window) {
    return verdict.principal().equals(window.agent())
        && verdict.from().isBefore(window.to())
        && !verdict.to().isBefore(window.from());
  }

  private static boolean covers(Verdict verdict, ReviewItem window) {
    return !verdict.from().isAfter(window.from())
        && !verdict.to().isBefore(window.to().minusMillis(1));
  }
}
