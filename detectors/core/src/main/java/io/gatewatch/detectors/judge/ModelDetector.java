package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.cel.Measures;
import io.gatewatch.detectors.fusion.Budget;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.models.AnomalyModel;
import java.util.List;
import java.util.Locale;

/**
 * Turns a model's p-values into evidence over time: once a minute e = ½ · p^(−½), which has mean 1
 * when behaviour is ordinary (Vovk &amp; Wang 2021), and M ← max(1, M) · e (an e-detector; Shin,
 * Ramdas &amp; Rinaldo 2023). It speaks when M reaches what its part of the alert budget asks for
 * ({@link Budget}). A minute must be rare among all agents and rare for this one: p is the larger
 * of the model's and the agent's own, so a busy partner is not an anomaly for being one. Abstains
 * in an agent's first hour of busy minutes.
 */
final class ModelDetector implements Detector {
  private static final double TIMES_ENOUGH = 10;
  private static final long MINUTE_MILLIS = 60_000;

  private final AnomalyModel model;
  private final Budget budget;
  private final Suspicion state;

  ModelDetector(AnomalyModel model, Budget budget, Suspicion state) {
    this.model = model;
    this.budget = budget;
    this.state = state;
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    long minute = Math.floorDiv(observation.time(), MINUTE_MILLIS);
    if (minute == state.modelMinute) {
      return null;
    }
    state.modelMinute = minute;
    double before = Math.max(1, state.modelEvidence);
    double p = model.pValue(observation.features());
    double e = e(p);
    double enough = StrictMath.exp(budget.logThreshold(observation, contexts));
    state.modelEvidence = Math.min(TIMES_ENOUGH * enough, before * e);
    boolean told = isEnough(before, e, enough);
    Finding finding = told ? finding(observation.features(), before, enough) : null;
    state.ownScores.learn(p);
    return finding;
  }

  private double e(double p) {
    return 0.5 / StrictMath.sqrt(state.ownScores.largerP(p));
  }

  private static boolean isEnough(double before, double e, double enough) {
    return before * e >= enough && e >= 1;
  }

  private Finding finding(FeatureVector features, double before, double enough) {
    Feature leading = Feature.valueOf(model.leadingFeature(features).toUpperCase(Locale.ROOT));
    return new Finding(
        1 - 0.5 * enough / state.modelEvidence,
        Severity.LOW,
        "behaves like no agent the model knows",
        "its minutes have become rare for it and for all agents; farthest out: "
            + leading.meaning(),
        List.of(
            new Evidence(
                leading.id(),
                features.get(leading),
                baseline(features, leading),
                leading.unit(),
                1)),
        OtherMinute.words(
            features, leading, other -> !isEnough(before, e(model.pValue(other)), enough)));
  }

  /** What is usual for it; where that is nothing, what the model takes for ordinary. */
  private double baseline(FeatureVector features, Feature leading) {
    Feature usual = Measures.usualOf(leading);
    double own = usual == null ? 0 : features.get(usual);
    return own > 0 ? own : model.ordinary(leading.id(), features);
  }

  @Override
  public String id() {
    return "model." + model.version() + "@1";
  }

  @Override
  public Need need() {
    return Need.PAST;
  }

  @Override
  public Category category() {
    return Category.UNUSUAL_BEHAVIOUR;
  }

  @Override
  public Detection.Mode mode() {
    return Detection.Mode.LIVE;
  }

  @Override
  public List<String> owasp() {
    return List.of();
  }

  @Override
  public List<String> mitre() {
    return List.of();
  }
}
