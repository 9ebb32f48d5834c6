package io.gatewatch.models.evaluation;

import io.gatewatch.models.ModelCard;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A model's card for people, in Markdown ({@code card.md}): what it was made of, how good it is,
 * and what it does not see. After Mitchell et al., Model Cards for Model Reporting (2019).
 */
public final class ModelCardText {
  private final StringBuilder out = new StringBuilder();

  private ModelCardText() {}

  /**
   * The card.
   *
   * @param found null when it was not evaluated, which is said
   * @param costMicros microseconds of scoring a minute; null when not measured
   * @param sizeBytes of the model file
   */
  public static String of(
      ModelCard card, ModelEvaluation found, Double costMicros, long sizeBytes) {
    ModelCardText text = new ModelCardText();
    text.head(card, found);
    text.made(card, costMicros, sizeBytes);
    if (found == null) {
      text.line("## Figures");
      text.line("Not evaluated.");
    } else {
      text.figures(found);
      text.calibration(found);
    }
    text.weaknesses(card, found);
    return text.out.toString();
  }

  private void line(String line) {
    out.append(line).append("\n\n");
  }

  private void head(ModelCard card, ModelEvaluation found) {
    line("# " + text(found == null ? card.name() : found.model()));
    if (card.data().toLowerCase(Locale.ROOT).contains("generated")) {
      line(
          "**Demonstration, trained on generated traffic: retrain on yours before you trust it.**");
    }
  }

  private void made(ModelCard card, Double costMicros, long sizeBytes) {
    line("## What it was made of");
    row("", "");
    row("---", "---");
    row("Data", card.data());
    row("Data, SHA-256", card.dataSha256());
    row("Range", card.from() + " to " + card.to());
    row(
        "Rows by label",
        card.rows().entrySet().stream()
            .map(e -> e.getKey() + " " + e.getValue())
            .collect(Collectors.joining(", ")));
    row("Rows that calibrate", String.valueOf(card.calibrated()));
    row("Feature schema", String.valueOf(card.schemaVersion()));
    row("Trainer", card.trainer());
    row("Agents", card.cohort());
    row("Severity of its findings", card.severity());
    row("Seed", String.valueOf(card.seed()));
    row("Provenance", card.provenance());
    row(
        "Cost",
        costMicros == null
            ? "not measured"
            : String.format(Locale.ROOT, "%.3g µs a minute of an agent", costMicros));
    row("Size", String.format(Locale.ROOT, "%,d bytes", sizeBytes));
    out.append('\n');
    if (card.recipe() != null && !card.recipe().isEmpty()) {
      line("Recipe:");
      card.recipe().lines().forEach(l -> out.append("    ").append(l).append('\n'));
      out.append('\n');
    }
  }

  private void figures(ModelEvaluation found) {
    line("## Figures");
    ModelEvaluation.Data d = found.data();
    line(
        String.format(
            Locale.ROOT,
            "Tested on %s to %s, %,d minutes of %d agents, %d attacks; at a budget of %s false"
                + " alerts a day. Intervals of 95 %% over agents.",
            d.from(),
            d.to(),
            d.rows(),
            d.agents(),
            d.attacks(),
            found.settings().alertsPerDay()));
    row("", "found", "recall", "average precision", "median s", "90 % within s", "rules found");
    row("---", "---", "---", "---", "---", "---", "---");
    figures(found.all());
    figures(found.neverLearnedFrom());
    found.byCategory().forEach(this::figures);
    found.byCohort().forEach(this::figures);
    out.append('\n');
    line(
        "Beside rules alone: "
            + Figure.points(found.liftOverRules().difference())
            + verdict(found.liftOverRules().difference()));
    if (found.champion() != null) {
      line(
          "Beside rules with "
              + text(found.champion())
              + ": "
              + Figure.points(found.lift().difference())
              + verdict(found.lift().difference()));
    }
  }

  private static String verdict(Estimate difference) {
    if (difference == null) {
      return ". It cannot be told whether it helps.";
    }
    if (!difference.excludesZero()) {
      return ". It is not shown to help.";
    }
    return difference.value() > 0 ? ". It helps." : ". It harms.";
  }

  private void figures(ModelEvaluation.Figures f) {
    row(
        f.name(),
        f.found() + " of " + f.attacks(),
        Figure.percent(f.recall()),
        Figure.share(f.averagePrecision()),
        Figure.seconds(f.medianSeconds()),
        Figure.seconds(f.p90Seconds()),
        f.foundByRules() + " of " + f.attacks());
  }

  private void calibration(ModelEvaluation found) {
    line("## Calibration");
    if (found.calibrated() != null) {
      line(
          String.format(
              Locale.ROOT,
              "A threshold set before promised %.2f false alerts a day; %s came.",
              found.calibrated().promisedPerDay(),
              Figure.perDay(found.calibrated().realisedPerDay())));
    }
    row("agents", "p at most", "share of ordinary minutes");
    row("---", "---", "---");
    found.pValues().forEach(p -> promise("all", p));
    found
        .pValuesByCohort()
        .forEach(
            c ->
                c.pValues().stream()
                    .filter(p -> Broken.LOOKED_AT.contains(p.promised()))
                    .forEach(p -> promise(c.name() + ", " + c.agents(), p)));
    out.append('\n');
    if (!found.probabilities().isEmpty()) {
      row("probability said", "share of attacks", "minutes");
      row("---", "---", "---");
      found
          .probabilities()
          .forEach(
              b ->
                  row(
                      Figure.number(b.predicted()),
                      Figure.share(b.observed()),
                      String.valueOf(b.rows())));
      out.append('\n');
    }
  }

  private void promise(String of, ModelEvaluation.PromisedShare p) {
    row(of, Figure.number(p.promised()), Figure.share(p.realised()));
  }

  private void weaknesses(ModelCard card, ModelEvaluation found) {
    line("## Known weaknesses");
    if (card.weaknesses() != null) {
      out.append("- ").append(text(card.weaknesses())).append('\n');
    }
    card.warnings().forEach(w -> out.append("- ").append(text(w)).append('\n'));
    List<String> notes = found == null ? List.of() : found.notes();
    notes.forEach(n -> out.append("- ").append(text(n)).append('\n'));
  }

  private void row(String... cells) {
    for (String cell : cells) {
      out.append("| ").append(cell.equals("---") ? cell : text(cell)).append(' ');
    }
    out.append("|\n");
  }

  /** Text that Markdown takes for nothing else, on one line. */
  private static String text(String text) {
    return text == null
        ? ""
        : text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|!~])", "\\\\$1");
  }
}
