package io.gatewatch.models.evaluation;

import java.util.List;

/** What comes of a threshold: attacks found, and false alert episodes. */
final class Operating {
  private final List<Attack> attacks;
  private final Episodes episodes;
  private final double days;
  private final Resampled recalls;
  private final Resampled alerts;

  Operating(List<Attack> attacks, Episodes episodes, double days, EvaluationSettings settings) {
    this.attacks = attacks;
    this.episodes = episodes;
    this.days = days;
    this.recalls = new Resampled(settings.resamples());
    this.alerts = new Resampled(settings.resamples());
  }

  /**
   * Takes both of redrawn agents.
   *
   * @param redrawn threshold that these agents would have had
   * @param threshold as it is
   */
  void resample(int[] times, double redrawn, double threshold) {
    recalls.add(Slice.share(attacks, times, a -> a.found(redrawn)));
    alerts.add(episodes.at(threshold, times) / days);
  }

  ModelEvaluation.OperatingPoint point(int[] once, double threshold, double promisedPerDay) {
    if (Double.isInfinite(threshold)) {
      return new ModelEvaluation.OperatingPoint(null, promisedPerDay, null, null);
    }
    double recall = Slice.share(attacks, once, a -> a.found(threshold));
    return new ModelEvaluation.OperatingPoint(
        threshold,
        promisedPerDay,
        episodes.none() ? null : Slice.perDay(episodes.at(threshold, once), days, alerts),
        Slice.recall(recall, attacks, recalls));
  }
}
