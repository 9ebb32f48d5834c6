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
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.AnomalyModel;
import java.util.List;
import java.util.Locale;

/**
 * Turns a model's p-values into evidence over time: once a minute e = ½ · p^(−½), which has mean 1
 * at most when behaviour is ordinary (Vovk &amp; Wang 2021), and M ← max(1, M) · e (an e-detector;
 * Shin, Ramdas &amp; Rinaldo 2023). It speaks when M reaches what its part of the alert budget asks
 * for ({@link Budget}). A minute must be rare among those of agents of its class and rare for this
 * one: p is the larger of the model's and the agent's own, so a busy partner is not an anomaly for
 * being one. The larger of two is a p-value where either is: the model's promises nothing on one
 * agent, and the agent's own does, as long as it goes on as it did. Abstains in an agent's first
 * hour of busy minutes.
 */
final class ModelDetector implements Detector {
  private static final double TIMES_ENOUGH = 10;

  private final AnomalyModel model;
  private final Detection.Mode mode;
  private final Budget budget;
  private final ModelEvidence evidence;

  /**
   * Of one principal.
   *
   * @param mode SHADOW for a model on trial
   * @param evidence what this model has gathered against it
   */
  ModelDetector(AnomalyModel model, Detection.Mode mode, Budget budget, ModelEvidence evidence) {
    this.model = model;
    this.mode = mode;
    this.budget = budget;
    this.evidence = evidence;
  }

  /** Is to be asked once a minute. */
  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    double before = Math.max(1, evidence.capital);
    double p = model.pValue(observation.features(), observation.who().agentClass());
    double e = e(p);
    double enough = StrictMath.exp(budget.logThreshold(observation, contexts));
    evidence.capital = Math.min(TIMES_ENOUGH * enough, before * e);
    boolean told = isEnough(before, e, enough);
    Finding finding = told ? finding(observation, before, enough) : null;
    evidence.ownScores.learn(p);
    return finding;
  }

  private double e(double p) {
    return 0.5 / StrictMath.sqrt(evidence.ownScores.largerP(p));
  }

  private static boolean isEnough(double before, double e, double enough) {
    return before * e >= enough && e >= 1;
  }

  private Finding finding(Observation observation, double before, double enough) {
    FeatureVector features = observation.features();
    ApiCall.AgentClass agentClass = observation.who().agentClass();
    Feature leading = Feature.valueOf(model.leadingFeature(features).toUpperCase(Locale.ROOT));
    String label = model.likeliest(features);
    Category category = category(label);
    boolean told = category != null;
    return new Finding(
            1 - 0.5 * enough / evidence.capital,
            Severity.valueOf(model.card().severity().toUpperCase(Locale.ROOT)),
            told ? "behaves like " + words(label) : "behaves like no agent the model knows",
            told
                ? likeAnAttack(label, leading)
                : "its minutes have become rare for it and for all agents; farthest out: "
                    + leading.meaning(),
            List.of(
                new Evidence(
                    leading.id(),
                    features.get(leading),
                    baseline(features, leading),
                    leading.unit(),
                    1)),
            OtherMinute.words(
                features,
                leading,
                other -> !isEnough(before, e(model.pValue(other, agentClass)), enough)))
        .about(category);
  }

  /** The category that a label names; null when it names none. */
  private static Category category(String label) {
    for (Category category : Category.values()) {
      if (category.wireName().equals(label)) {
        return category;
      }
    }
    return null;
  }

  private static String likeAnAttack(String label, Feature leading) {
    return "its minutes have come to look like "
        + words(label)
        + " to the model, more than is usual for it and for all agents; what speaks most for it: "
        + leading.meaning();
  }

  private static String words(String label) {
    return label.replace('_', ' ');
  }

  /** What is usual for it; where that is nothing, what the model takes for ordinary. */
  private double baseline(FeatureVector features, Feature leading) {
    Feature usual = Measures.usualOf(leading);
    double own = usual == null ? 0 : features.get(usual);
    return own > 0 ? own : model.ordinary(leading.id(), features);
  }

  @Override
  public String id() {
    return id(model.version());
  }

  static String id(String version) {
    return "model." + version + "@1";
  }

  /** What it said while on trial is not what it says once people hear of it. */
  @Override
  public String episodes() {
    return mode == Detection.Mode.SHADOW ? onTrial(id()) : id();
  }

  static String onTrial(String id) {
    return id + "|shadow";
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
    return mode;
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
