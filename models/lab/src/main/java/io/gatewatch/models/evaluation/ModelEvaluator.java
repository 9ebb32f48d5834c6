package io.gatewatch.models.evaluation;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.drift.DriftReport;
import io.gatewatch.models.training.TrainingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * Evaluates a model: rows → scores → threshold at the alert budget → attacks found, beside what
 * rules and the champion find. Intervals come from a bootstrap that redraws whole agents, since an
 * agent's minutes are much alike, and in each resample the threshold is taken anew.
 */
public final class ModelEvaluator {
  private static final double DAY_MINUTES = 24 * 60;

  private final AnomalyModel model;
  private final AnomalyModel champion;
  private final Predicate<String> neverLearnedFrom;
  private final EvaluationSettings settings;
  private final List<ScoredRow> rows;
  private final List<ScoredRow> own;
  private final List<ScoredRow> counted;
  private final Agents agents;
  private final int[] once;
  private final double days;
  private final Side side;
  private final Side championSide;
  private final Side ownSide;

  private ModelEvaluator(
      AnomalyModel model,
      AnomalyModel champion,
      List<TrainingRow> testing,
      Predicate<String> neverLearnedFrom,
      ToDoubleFunction<TrainingRow> weights,
      EvaluationSettings settings) {
    this.model = model;
    this.champion = champion;
    this.neverLearnedFrom = neverLearnedFrom;
    this.settings = settings;
    List<TrainingRow> judged =
        testing.stream()
            .filter(
                r -> model.judges(r.cohort()) || (champion != null && champion.judges(r.cohort())))
            .toList();
    rows = Scored.all(model, judged, weights);
    own = rows.stream().filter(ScoredRow::judged).toList();
    if (own.isEmpty()) {
      throw new IllegalArgumentException(
          "evaluation: no rows to test "
              + model.version()
              + " with (expected: rows of cohort "
              + model.card().cohort()
              + ", newer than what it was trained on)");
    }
    counted = own.stream().filter(r -> r.attack() || r.ordinary()).toList();
    agents = new Agents(rows);
    once = agents.once();
    days = days(rows);
    double allowed = settings.alertsPerDay() * days;
    side = new Side(rows, agents, allowed);
    ownSide = rows.size() == own.size() ? side : new Side(own, agents, allowed);
    championSide =
        champion == null ? null : new Side(Scored.all(champion, judged, weights), agents, allowed);
  }

  /**
   * Evaluates a model.
   *
   * @param champion the model that it is held against; null for rules alone
   * @param calibrating rows before those that test, to set a threshold as it would have been set
   * @param testing rows that taught nothing; they may be excluded ones too
   * @param neverLearnedFrom whether nothing was ever learned from an agent
   * @throws IllegalArgumentException with one line when there is nothing to test with
   */
  public static ModelEvaluation evaluate(
      AnomalyModel model,
      AnomalyModel champion,
      List<TrainingRow> calibrating,
      List<TrainingRow> testing,
      Predicate<String> neverLearnedFrom,
      EvaluationSettings settings) {
    return evaluate(model, champion, calibrating, testing, neverLearnedFrom, row -> 1, settings);
  }

  /** The same, with the agents named from which nothing was ever learned. */
  public static ModelEvaluation evaluate(
      AnomalyModel model,
      AnomalyModel champion,
      List<TrainingRow> calibrating,
      List<TrainingRow> testing,
      Set<String> neverLearnedFrom,
      EvaluationSettings settings) {
    return evaluate(model, champion, calibrating, testing, neverLearnedFrom::contains, settings);
  }

  /**
   * The same over rows that stand for others, such as those that people looked at ({@link
   * ReviewWeights}).
   *
   * @param weights of the testing rows: for how many each stands; 0 leaves it out
   */
  public static ModelEvaluation evaluate(
      AnomalyModel model,
      AnomalyModel champion,
      List<TrainingRow> calibrating,
      List<TrainingRow> testing,
      Predicate<String> neverLearnedFrom,
      ToDoubleFunction<TrainingRow> weights,
      EvaluationSettings settings) {
    return new ModelEvaluator(model, champion, testing, neverLearnedFrom, weights, settings)
        .evaluation(calibrating);
  }

  /**
   * From the first to the last row, and a minute for the last, less the days (UTC) without any row:
   * a table with gaps has no larger budget for them.
   */
  static double days(List<ScoredRow> rows) {
    long first = rows.stream().mapToLong(ScoredRow::minute).min().orElseThrow();
    long last = rows.stream().mapToLong(ScoredRow::minute).max().orElseThrow();
    long seen = rows.stream().mapToLong(r -> day(r.minute())).distinct().count();
    long without = day(last) - day(first) + 1 - seen;
    return (last - first + 1) / DAY_MINUTES - without;
  }

  private static long day(long minute) {
    return Math.floorDiv(minute, (long) DAY_MINUTES);
  }

  private ModelEvaluation evaluation(List<TrainingRow> calibrating) {
    double threshold = ownSide.threshold(once);
    double others = championSide == null ? Double.POSITIVE_INFINITY : championSide.threshold(once);
    Promised promised = Promised.of(model, calibrating, own, settings.alertsPerDay());
    Slices slices = new Slices(own, counted, ownSide.attacks(), agents, days, settings.resamples());
    Slice all = slices.slice("all", r -> true);
    List<Slice> categories = slices.categories();
    List<Slice> cohorts = slices.cohorts();
    Slice unknown =
        slices.slice("agents never learned from", r -> neverLearnedFrom.test(r.row().agent()));
    List<Slice> every = new ArrayList<>(List.of(all, unknown));
    every.addAll(categories);
    every.addAll(cohorts);
    Operating atBudget =
        new Operating(ownSide.attacks(), slices.episodes(r -> true), days, settings);
    Operating asPromised =
        new Operating(ownSide.attacks(), slices.episodes(r -> true), days, settings);
    Lifting lifting = new Lifting(side, championSide, settings.resamples());
    Lifting overRules = new Lifting(side, null, settings.resamples());
    boolean labelled = model.likeliest(own.get(0).row().features()) != null;
    CalibrationCurves curves =
        new CalibrationCurves(counted, agents, neverLearnedFrom, labelled, settings.resamples());
    Random random = new Random(settings.seed());
    for (int i = 0; i < settings.resamples(); i++) {
      int[] times = agents.redrawn(random);
      double redrawn = ownSide.threshold(times);
      double redrawnOthers =
          championSide == null ? Double.POSITIVE_INFINITY : championSide.threshold(times);
      every.forEach(s -> s.resample(times, redrawn, threshold));
      atBudget.resample(times, redrawn, threshold);
      if (promised != null) {
        asPromised.resample(times, promised.threshold(), promised.threshold());
      }
      lifting.resample(times, redrawn, redrawnOthers);
      overRules.resample(times, redrawn, Double.POSITIVE_INFINITY);
      curves.resample(times);
    }
    Ranking ranking = new Ranking(counted, agents);
    ModelEvaluation.Data data = Tested.of(own, counted, agents, days, neverLearnedFrom);
    ModelEvaluation.Figures figures = all.figures(once, threshold);
    String over = champion == null ? null : champion.version();
    return new ModelEvaluation(
        1,
        model.version(),
        over,
        data,
        settings,
        atBudget.point(once, threshold, settings.alertsPerDay()),
        promised == null ? null : asPromised.point(once, promised.threshold(), promised.perDay()),
        figures,
        categories.stream().map(s -> s.figures(once, threshold)).toList(),
        cohorts.stream().map(s -> s.figures(once, threshold)).toList(),
        unknown.figures(once, threshold),
        lifting.lift(over, once, threshold, others),
        overRules.lift(null, once, threshold, Double.POSITIVE_INFINITY),
        curves.pValues(once),
        curves.pValuesByCohort(once),
        curves.probabilities(once),
        ranking.curve(once),
        ranking.at(threshold, once),
        ranking.prevalence(),
        ScoreHistogram.of(counted),
        attackLines(threshold, others),
        FalseAlerts.of(model, own, threshold),
        null,
        notes(data, figures, promised, curves, threshold),
        drift());
  }

  private List<String> notes(
      ModelEvaluation.Data data,
      ModelEvaluation.Figures figures,
      Promised promised,
      CalibrationCurves curves,
      double threshold) {
    List<String> notes =
        new ArrayList<>(
            Broken.promises(curves.pValues(once), curves.pValuesByCohort(once), agents.size()));
    String hidden = UnderAlert.of(own, agents, days, threshold);
    if (hidden != null) {
      notes.add(hidden);
    }
    notes.addAll(Notes.of(data, figures, champion != null, promised, weighted()));
    return notes;
  }

  private boolean weighted() {
    return rows.stream().anyMatch(r -> r.weight() != 1);
  }

  private DriftReport drift() {
    return model.reference() == null || weighted()
        ? null
        : DriftReport.of(model, own.stream().map(ScoredRow::row).toList());
  }

  private List<ModelEvaluation.AttackLine> attackLines(double threshold, double others) {
    List<ModelEvaluation.AttackLine> lines = new ArrayList<>();
    for (int i = 0; i < side.attacks().size(); i++) {
      Attack a = side.attacks().get(i);
      lines.add(
          new ModelEvaluation.AttackLine(
              a.event(),
              a.category(),
              a.first().agent(),
              Slices.cohort(a.first()),
              a.from(),
              a.rows(),
              neverLearnedFrom.test(a.first().agent()),
              a.found(threshold),
              a.seconds(threshold),
              a.foundByRules(),
              a.rulesSeconds(),
              championSide == null ? null : championSide.attacks().get(i).found(others)));
    }
    return lines;
  }
}
