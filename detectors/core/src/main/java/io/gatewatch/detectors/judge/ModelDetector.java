package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.Feature;
import io.gatewatch.features.Observation;
import io.gatewatch.models.AnomalyModel;
import java.util.List;
import java.util.Locale;

/**
 * Turns a model's p-values into evidence over time: once a minute e = ½ · p^(−½), which has mean 1
 * when behaviour is ordinary (Vovk &amp; Wang 2021), and M ← max(1, M) · e (an e-detector; Shin,
 * Ramdas &amp; Rinaldo 2023). It speaks when M reaches 10⁵, about one false finding in 10⁵ minutes
 * under a calibrated model. A minute must be rare among all agents and rare for this one: p is the
 * larger of the model's and the agent's own, so a busy partner is not an anomaly for being one.
 * Abstains in an agent's first hour of busy minutes.
 */
final class ModelDetector implements Detector {
  private static final double ENOUGH = 1e5;
  private static final long MINUTE_MILLIS = 60_000;

  private final AnomalyModel model;
  private final Suspicion state;

  ModelDetector(AnomalyModel model, Suspicion state) {
    this.model = model;
    this.state = state;
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    long minute = Math.floorDiv(observation.time(), MINUTE_MILLIS);
    if (minute == state.modelMinute) {
      return null;
    }
    state.modelMinute = minute;
    double p = state.ownScores.largerP(model.pValue(observation.features()));
    double e = 0.5 / StrictMath.sqrt(p);
    state.modelEvidence = Math.min(10 * ENOUGH, Math.max(1, state.modelEvidence) * e);
    if (state.modelEvidence < ENOUGH || e < 1) {
      return null;
    }
    Feature leading =
        Feature.valueOf(model.leadingFeature(observation.features()).toUpperCase(Locale.ROOT));
    double value = observation.features().get(leading);
    return new Finding(
        1 - 0.5 * ENOUGH / state.modelEvidence,
        Severity.LOW,
        "behaves like no agent the model knows",
        "its minutes have become rare for it and for all agents; farthest out: "
            + leading.meaning(),
        List.of(new Evidence(leading.id(), value, 0, leading.unit(), 1)),
        "quiet when its minutes look ordinary again");
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
