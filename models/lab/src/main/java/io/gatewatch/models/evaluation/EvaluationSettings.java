package io.gatewatch.models.evaluation;

/**
 * How a model is evaluated.
 *
 * @param alertsPerDay budget: false alert episodes a day, of all agents together
 * @param resamples of the bootstrap
 * @param seed of the bootstrap
 */
public record EvaluationSettings(double alertsPerDay, int resamples, long seed) {
  /** One false alert a day, 500 resamples. */
  public static final EvaluationSettings DEFAULTS = new EvaluationSettings(1, 500, 1);

  public EvaluationSettings {
    if (!(alertsPerDay > 0 && alertsPerDay <= 1_000_000)) {
      throw new IllegalArgumentException("alertsPerDay: " + alertsPerDay + " (expected: over 0)");
    }
    if (resamples < 1 || resamples > 100_000) {
      throw new IllegalArgumentException("resamples: " + resamples + " (expected: 1..100000)");
    }
  }
}
