package io.gatewatch.models.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * {@code evaluation.html}: one page that loads nothing, with a table beside every plot, so that it
 * can be read in print and without scripts. All text from data is escaped.
 */
public final class ModelEvaluationPage {
  static final String NONE = "<tr><td>None.</td></tr>\n";
  private static final int MOST_ROWS = 2_000;

  private ModelEvaluationPage() {}

  /** The page. */
  public static String of(ModelEvaluation found) {
    String[][] parts = {
      {"{{model}}", escape(found.model())},
      {"{{heading}}", escape(found.model())},
      {"{{text}}", escape(ModelEvaluationText.of(found))},
      {"{{curve}}", curve(found)},
      {"{{figures}}", figures(found)},
      {"{{review}}", ReviewSection.of(found.review())},
      {"{{alerts}}", alerts(found)},
      {"{{pvalues}}", pValues(found)},
      {"{{probabilities}}", probabilities(found)},
      {"{{scores}}", scores(found)},
      {"{{drift}}", DriftSection.inputs(found.drift())},
      {"{{driftdays}}", DriftSection.days(found.drift())},
      {"{{driftlabels}}", DriftSection.labels(found.drift())},
      {"{{lift}}", lift(found)},
      {"{{attacks}}", attacks(found)},
      {"{{falsealerts}}", falseAlerts(found)},
      {"{{notes}}", list(found.notes(), note -> "<li>" + escape(note) + "</li>\n")},
      {"{{data}}", ChartJs.data(json(found))},
      {"{{chartjs}}", ChartJs.script()},
      {"{{script}}", ChartJs.resource("/evaluation/plots.js")},
    };
    // Each mark stands once in the template: what is filled in is never looked at again.
    StringBuilder page = new StringBuilder();
    String rest = ChartJs.resource("/evaluation/model-evaluation.html");
    for (String[] part : parts) {
      int at = rest.indexOf(part[0]);
      page.append(rest, 0, at).append(part[1]);
      rest = rest.substring(at + part[0].length());
    }
    return page.append(rest).toString();
  }

  private static String json(ModelEvaluation found) {
    try {
      return ModelEvaluationJson.MAPPER.writeValueAsString(found);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an evaluation always has a JSON form", e);
    }
  }

  private static String curve(ModelEvaluation found) {
    // Of many points a dozen are enough to read.
    List<ModelEvaluation.CurvePoint> points = found.curve();
    List<ModelEvaluation.CurvePoint> some = new ArrayList<>();
    int step = Math.max(1, points.size() / 12);
    for (int i = 0; i < points.size(); i++) {
      if (i % step == 0 || i == points.size() - 1) {
        some.add(points.get(i));
      }
    }
    String budget =
        found.curveAtBudget() == null ? "" : point(found.curveAtBudget(), "the budget: ");
    return budget + list(some, p -> point(p, ""));
  }

  private static String point(ModelEvaluation.CurvePoint p, String what) {
    return row(
        what + Figure.number(p.score()), Figure.number(p.recall()), Figure.number(p.precision()));
  }

  private static String figures(ModelEvaluation found) {
    List<ModelEvaluation.Figures> all = new ArrayList<>();
    all.add(found.all());
    all.add(found.neverLearnedFrom());
    all.addAll(found.byCategory());
    all.addAll(found.byCohort());
    return list(
        all,
        f ->
            row(
                f.name(),
                f.found() + " of " + f.attacks(),
                f.foundByRules() + " of " + f.attacks(),
                Figure.percent(f.recall()),
                Figure.share(f.averagePrecision()),
                Figure.seconds(f.medianSeconds()),
                Figure.seconds(f.p90Seconds()),
                Figure.perDay(f.falseAlertsPerDay())));
  }

  private static String alerts(ModelEvaluation found) {
    String set =
        found.calibrated() == null
            ? ""
            : point("set before, on calibrating rows", found.calibrated());
    return point("at the budget, on these rows", found.atBudget()) + set;
  }

  private static String point(String name, ModelEvaluation.OperatingPoint p) {
    return row(
        name,
        p.threshold() == null ? Figure.NONE : Figure.number(p.threshold()),
        Figure.number(p.promisedPerDay()),
        Figure.perDay(p.realisedPerDay()),
        Figure.percent(p.recall()));
  }

  private static String pValues(ModelEvaluation found) {
    String all = list(found.pValues(), p -> promise("all", p));
    StringBuilder rows = new StringBuilder(all);
    for (ModelEvaluation.CohortPromises cohort : found.pValuesByCohort()) {
      String name = cohort.name() + ", " + cohort.agents() + " agents";
      cohort.pValues().stream()
          .filter(p -> Broken.LOOKED_AT.contains(p.promised()))
          .forEach(p -> rows.append(promise(name, p)));
    }
    return rows.toString();
  }

  private static String promise(String of, ModelEvaluation.PromisedShare p) {
    return row(
        of,
        Figure.number(p.promised()),
        Figure.share(p.realised()),
        p.tooMany() ? "broken: too many" : p.tooFew() ? "fewer" : "kept");
  }

  private static String probabilities(ModelEvaluation found) {
    return list(
        found.probabilities(),
        b ->
            row(
                Figure.number(b.predicted()),
                Figure.share(b.observed()),
                String.valueOf(b.rows())));
  }

  private static String scores(ModelEvaluation found) {
    return list(
        found.scores(),
        b ->
            row(
                Figure.number(b.from()) + " to " + Figure.number(b.to()),
                Figure.number(b.ordinary()),
                Figure.number(b.attack())));
  }

  private static String lift(ModelEvaluation found) {
    String rules = lift("rules alone", found.liftOverRules());
    return found.champion() == null
        ? rules
        : rules + lift("rules with " + found.champion(), found.lift());
  }

  private static String lift(String over, ModelEvaluation.Lift lift) {
    return row(
        over,
        Figure.points(lift.difference()),
        Figure.percent(lift.with()),
        Figure.percent(lift.without()),
        names(lift.gained()),
        names(lift.lost()));
  }

  private static String names(List<ModelEvaluation.AttackName> names) {
    List<String> texts = new ArrayList<>();
    names.forEach(n -> texts.add(n.event() + " (" + n.category() + ")"));
    return texts.isEmpty() ? Figure.NONE : String.join(", ", texts);
  }

  private static String attacks(ModelEvaluation found) {
    int shown = Math.min(MOST_ROWS, found.attacks().size());
    return list(
        found.attacks().subList(0, shown),
        a ->
            row(
                a.event(),
                a.category(),
                a.agent(),
                a.cohort() + (a.neverLearnedFrom() ? ", never learned from" : ""),
                a.from().toString(),
                String.valueOf(a.rows()),
                a.found() ? "after " + Figure.seconds(a.seconds()) + " s" : "missed",
                a.toldByRules() ? "after " + Figure.seconds(a.rulesSeconds()) + " s" : "missed"));
  }

  private static String falseAlerts(ModelEvaluation found) {
    return list(
        found.falseAlerts(),
        a ->
            row(
                a.agent(),
                a.cohort(),
                a.from().toString(),
                a.to().toString(),
                String.valueOf(a.minutes()),
                Figure.number(a.score()),
                a.leadingFeature()));
  }

  static <T> String list(List<T> all, Function<T, String> each) {
    StringBuilder text = new StringBuilder();
    all.forEach(one -> text.append(each.apply(one)));
    return text.length() == 0 ? NONE : text.toString();
  }

  static String row(String... cells) {
    StringBuilder row = new StringBuilder("<tr>");
    for (String cell : cells) {
      row.append("<td>").append(escape(cell)).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
