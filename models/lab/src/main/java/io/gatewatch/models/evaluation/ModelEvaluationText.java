package io.gatewatch.models.evaluation;

import java.util.List;
import java.util.Locale;

/** An evaluation for a terminal: plain ASCII lines. */
public final class ModelEvaluationText {
  private static final String ROW = "  %-28s %8s %8s  %-20s %-22s %8s %8s  %-20s";
  private static final String P_ROW = "  %-28s %-24s %-24s %-24s";
  private static final int MOST_NAMES = 20;

  private final StringBuilder out = new StringBuilder();

  private ModelEvaluationText() {}

  /** The whole text, ending in a line end. */
  public static String of(ModelEvaluation found) {
    ModelEvaluationText text = new ModelEvaluationText();
    text.head(found);
    text.figures(found);
    text.pValues(found);
    text.review(found.review());
    text.lift("Lift over rules alone", found.liftOverRules());
    if (found.champion() != null) {
      text.lift("Lift over rules with " + found.champion(), found.lift());
    }
    text.line("");
    found.notes().forEach(note -> text.line("%s", note));
    return text.out.toString();
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  private void head(ModelEvaluation found) {
    ModelEvaluation.Data d = found.data();
    line("%s, tested on %s to %s (%.2f days)", found.model(), d.from(), d.to(), d.days());
    line(
        "%,d minutes of %d agents (%d never learned from): %,d ordinary, %,d attacked in %d attacks,"
            + " %,d excluded",
        d.rows(),
        d.agents(),
        d.agentsNeverLearnedFrom(),
        d.ordinaryRows(),
        d.attackRows(),
        d.attacks(),
        d.excludedRows());
    line("");
    line("  %-34s %10s %10s  %-20s %-20s", "", "threshold", "promised", "false a day", "recall");
    point("at the budget, on these rows", found.atBudget());
    if (found.calibrated() != null) {
      point("set before, on calibrating rows", found.calibrated());
    }
  }

  private void point(String name, ModelEvaluation.OperatingPoint p) {
    line(
        "  %-34s %10s %10.2f  %-20s %-20s",
        name,
        p.threshold() == null ? Figure.NONE : Figure.number(p.threshold()),
        p.promisedPerDay(),
        Figure.perDay(p.realisedPerDay()),
        Figure.percent(p.recall()));
  }

  private void figures(ModelEvaluation found) {
    line("");
    line("Found by the model alone, at the budget (95 %% intervals over agents)");
    line(ROW, "", "found", "by rules", "recall", "PR-AUC", "median s", "p90 s", "false a day");
    row(found.all());
    row(found.neverLearnedFrom());
    List.of(found.byCategory(), found.byCohort()).forEach(rows -> rows.forEach(this::row));
  }

  private void row(ModelEvaluation.Figures f) {
    line(
        ROW,
        f.name(),
        f.found() + "/" + f.attacks(),
        f.foundByRules() + "/" + f.attacks(),
        Figure.percent(f.recall()),
        Figure.share(f.averagePrecision()),
        Figure.seconds(f.medianSeconds()),
        Figure.seconds(f.p90Seconds()),
        Figure.perDay(f.falseAlertsPerDay()));
  }

  private void review(ReviewFigures review) {
    if (review != null) {
      line("");
      line("Recall by review: %s", review.words());
      if (review.whyNone() != null) {
        line("  %d windows of attacks found by rules or the model", review.found());
        line("  %s", review.whyNone());
        return;
      }
      line(
          "  %d windows of attacks found by rules or the model, %.1f estimated to be missed: recall %s",
          review.found(), review.missed(), Figure.percent(review.recall()));
      line("  each row standing for as many as it was drawn from:");
      row(review.weighted());
    }
  }

  private void pValues(ModelEvaluation found) {
    if (found.pValues().isEmpty()) {
      return;
    }
    line("");
    line("Share of ordinary minutes whose p-value is at most what it promises (95 %% over agents)");
    line(P_ROW, "", "0.001", "0.01", "0.1");
    pValues("all", found.pValues());
    found.pValuesByCohort().forEach(c -> pValues(c.name() + ", " + c.agents(), c.pValues()));
  }

  private void pValues(String name, List<ModelEvaluation.PromisedShare> shares) {
    line(P_ROW, name, share(shares, 0.001), share(shares, 0.01), share(shares, 0.1));
  }

  private static String share(List<ModelEvaluation.PromisedShare> shares, double promised) {
    return shares.stream()
        .filter(s -> s.promised() == promised)
        .map(s -> Figure.share(s.realised()))
        .findFirst()
        .orElse(Figure.NONE);
  }

  private void lift(String title, ModelEvaluation.Lift lift) {
    line("");
    line(
        "%s: %s, %s with the model, %s without",
        title,
        Figure.points(lift.difference()),
        Figure.percent(lift.with()),
        Figure.percent(lift.without()));
    names("gained", lift.gained());
    names("lost", lift.lost());
  }

  private void names(String what, List<ModelEvaluation.AttackName> names) {
    for (ModelEvaluation.AttackName n : names.subList(0, Math.min(MOST_NAMES, names.size()))) {
      line("  %-6s %s, %s of %s", what, n.event(), n.category(), n.agent());
    }
    if (names.size() > MOST_NAMES) {
      line("  %-6s %d more", what, names.size() - MOST_NAMES);
    }
  }
}
