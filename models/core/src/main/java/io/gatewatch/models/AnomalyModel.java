package io.gatewatch.models;

import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import java.util.Locale;

/** A learned model of behaviour, ready to score. Immutable. */
public final class AnomalyModel {
  private final String version;
  private final ModelFile file;
  private final Input[] inputs;
  private final Scaling scaling;
  private final Scorer scorer;

  AnomalyModel(String version, ModelFile file) {
    this.version = version;
    this.file = file;
    this.inputs = file.inputs().toArray(new Input[0]);
    this.scaling = file.scaling();
    this.scorer = file.scorer();
  }

  /** Name and content in one short text, such as {@code minutes-kmeans-3f2a90c1d2e4}. */
  public String version() {
    return version;
  }

  /** What a person must know of it. */
  public ModelCard card() {
    return file.card();
  }

  /** Whether it was made for agents of a class. */
  public boolean judges(ApiCall.AgentClass agentClass) {
    String cohort = card().cohort();
    return cohort.equals(ModelCard.ALL) || cohort.equals(name(agentClass));
  }

  /**
   * How unlike ordinary a vector is, on the model's own scale: the larger, the less ordinary. Minus
   * infinity where the model comes to no number: it has nothing to say then.
   */
  public double score(FeatureVector vector) {
    double score = scorer.score(row(vector));
    return Double.isNaN(score) ? Double.NEGATIVE_INFINITY : score;
  }

  /**
   * How rare such a minute is among ordinary minutes of agents of a class, as a p-value: the share
   * of the calibrating ones that score at least as high, with itself counted in, so never 0. In (0,
   * 1]. What it promises: see {@link Calibration}. Classes of few agents are taken together.
   */
  public double pValue(FeatureVector vector, ApiCall.AgentClass agentClass) {
    return pValueOf(score(vector), agentClass);
  }

  /** The p-value of a score of an agent of a class. */
  public double pValueOf(double score, ApiCall.AgentClass agentClass) {
    return file.calibration(name(agentClass)).pValue(score);
  }

  private static String name(ApiCall.AgentClass agentClass) {
    return agentClass.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The category of attack that a vector is most like, such as {@code scraping}; null of models
   * that know what is ordinary, and no attacks.
   */
  public String likeliest(FeatureVector vector) {
    return scorer.likeliest(row(vector));
  }

  /** The feature without which the score would fall most, by its id, for people to read. */
  public String leadingFeature(FeatureVector vector) {
    double[] row = row(vector);
    double[] ordinary = scorer.ordinary(row);
    double least = Double.POSITIVE_INFINITY;
    int leading = 0;
    for (int i = 0; i < row.length; i++) {
      double own = row[i];
      row[i] = ordinary[i];
      double without = scorer.score(row);
      row[i] = own;
      if (without < least) {
        least = without;
        leading = i;
      }
    }
    return inputs[leading].feature().id();
  }

  /** What the model takes for ordinary of a feature, in its own unit, all else as it is. */
  public double ordinary(String feature, FeatureVector vector) {
    double[] ordinary = scorer.ordinary(row(vector));
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].feature().id().equals(feature)) {
        return inputs[i].valueOf(scaling.unscaled(i, ordinary[i]), vector);
      }
    }
    throw new IllegalArgumentException("feature " + feature + " (expected: one of its inputs)");
  }

  /** Whether it was imported and runs native code. */
  public boolean isForeign() {
    return scorer instanceof Foreign;
  }

  /** Whether it remembers what agents of a class looked like when it was made. */
  public boolean remembers(String cohort) {
    return file.reference() != null && file.reference().cohorts().contains(cohort);
  }

  /**
   * What it remembers agents of a class as: their class, or {@link ModelCard#ALL} of those of small
   * classes; null when it remembers no such agents.
   */
  public String rememberedAs(ApiCall.AgentClass agentClass) {
    String cohort = name(agentClass);
    if (remembers(cohort)) {
      return cohort;
    }
    return remembers(ModelCard.ALL) ? ModelCard.ALL : null;
  }

  /** What its inputs looked like when it was made; null when nobody kept that. */
  public Reference reference() {
    return file.reference();
  }

  /** Name of an input, such as {@code calls_1m/usual_calls_1m}. */
  public String input(int index) {
    return inputs[index].toString();
  }

  /** Into which bin of its reference each input of a vector falls, and last its p-value. */
  public byte[] bins(FeatureVector vector, String cohort) {
    double[] seen = read(vector);
    double p = file.calibration(cohort).pValue(scorer.score(scaling.apply(seen)));
    return file.reference().bins(cohort, seen, p);
  }

  private double[] row(FeatureVector vector) {
    return scaling.apply(read(vector));
  }

  private double[] read(FeatureVector vector) {
    double[] row = new double[inputs.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = inputs[i].read(vector);
    }
    return row;
  }
}
