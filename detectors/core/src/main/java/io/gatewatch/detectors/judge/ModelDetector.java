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
 * Ramdas &amp; Rinaldo 2023), five of them in turn ({@link ModelEvidence}). It speaks when their
 * mean reaches what its part of the alert budget asks for ({@link Budget}). A minute must be rare
 * among all agents and rare for this one: p is the larger of the model's and the agent's own, so a
 * busy partner is not an anomaly for being one. Abstains in an agent's first hour of busy minutes.
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
    double p = model.pValue(observation.features());
    double e = e(p);
    double enough = StrictMath.exp(budget.logThreshold(observation, contexts));
    boolean told = isEnough(minute, e, enough);
    Finding finding = told ? finding(observation.features(), minute, e, enough) : null;
    state.modelEvidence.bet(minute, e, TIMES_ENOUGH * enough);
    state.ownScores.learn(p);
    return finding;
  }

  private double e(double p) {
    return 0.5 / StrictMath.sqrt(state.ownScores.largerP(p));
  }

  private boolean isEnough(long minute, double e, double enough) {
    return e >= 1 && state.modelEvidence.with(minute, e) >= enough;
  }

  private Finding finding(FeatureVector features, long minute, double e, double enough) {
    Feature leading = Feature.valueOf(model.leadingFeature(features).toUpperCase(Locale.ROOT));
    Feature usual = Measures.usualOf(leading);
    return new Finding(
        1 - 0.5 * enough / state.modelEvidence.with(minute, e),
        Severity.LOW,
        "behaves like no agent the model knows",
        "its minutes have become rare for it and for all agents; farthest out: "
            + leading.meaning(),
        List.of(
            new Evidence(
                leading.id(),
                features.get(leading),
                usual == null ? 0 : features.get(usual),
                leading.unit(),
                1)),
        OtherMinute.words(
            features, leading, other -> !isEnough(minute, e(model.pValue(other)), enough)));
  }

  @Override
  public String id() {
    return "model." + model.version() + "@1";
  }

  @Override
  public Need need() {
    return Need.OWN;
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
