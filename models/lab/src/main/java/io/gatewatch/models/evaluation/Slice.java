package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Some of the tested rows, and their figures in each resample. */
final class Slice {
  private final String name;
  private final Ranking ranking;
  private final List<Attack> attacks;
  private final Episodes episodes;
  private final double days;
  private final Resampled precisions;
  private final Resampled recalls;
  private final Resampled alerts;

  /**
   * A slice.
   *
   * @param episodes of its ordinary rows; null when it has none of its own
   */
  Slice(
      String name,
      Ranking ranking,
      List<Attack> attacks,
      Episodes episodes,
      double days,
      int resamples) {
    this.name = name;
    this.ranking = ranking;
    this.attacks = attacks;
    this.episodes = episodes;
    this.days = days;
    this.precisions = new Resampled(resamples);
    this.recalls = new Resampled(resamples);
    this.alerts = new Resampled(resamples);
  }

  /**
   * Takes the figures of redrawn agents.
   *
   * @param redrawnThreshold at the budget of these agents
   * @param threshold at the budget of all agents
   */
  void resample(int[] times, double redrawnThreshold, double threshold) {
    precisions.add(ranking.averagePrecision(times));
    recalls.add(recall(times, redrawnThreshold));
    if (episodes != null) {
      alerts.add(episodes.at(threshold, times) / days);
    }
  }

  private double recall(int[] times, double threshold) {
    return share(attacks, times, a -> a.found(threshold));
  }

  /** Share of attacks, weighted; NaN without any. */
  static double share(
      List<Attack> attacks, int[] times, java.util.function.Predicate<Attack> found) {
    double all = 0;
    double of = 0;
    for (Attack attack : attacks) {
      double weight = attack.weight() * times[attack.agent()];
      all += weight;
      of += found.test(attack) ? weight : 0;
    }
    return all == 0 ? Double.NaN : of / all;
  }

  /**
   * A share of attacks with its interval: the wider of the bootstrap's and Wilson's over the agents
   * that attack, since a bootstrap of few, or of all found, tells nothing of those not seen.
   */
  static Estimate recall(double value, List<Attack> attacks, Resampled resampled) {
    return Double.isNaN(value)
        ? null
        : Estimate.widest(
            value, resampled.interval(value), Intervals.wilsonOf(value, agentsOf(attacks)));
  }

  static int agentsOf(List<Attack> attacks) {
    return (int) attacks.stream().mapToInt(Attack::agent).distinct().count();
  }

  /** Episodes a day with an interval: the wider of the bootstrap's and Garwood's of their count. */
  static Estimate perDay(double episodes, double days, Resampled resampled) {
    Intervals.Interval exact = Intervals.poisson(Math.round(episodes));
    return Estimate.widest(
        episodes / days,
        resampled.interval(episodes / days),
        new Intervals.Interval(exact.low() / days, exact.high() / days));
  }

  /** The figures at a threshold, after all resamples. */
  ModelEvaluation.Figures figures(int[] once, double threshold) {
    double precision = ranking.averagePrecision(once);
    List<Double> seconds = new ArrayList<>();
    for (Attack attack : attacks) {
      if (attack.found(threshold)) {
        seconds.add(attack.seconds(threshold));
      }
    }
    seconds.sort(null);
    boolean alerting = episodes != null && !episodes.none();
    return new ModelEvaluation.Figures(
        name,
        attacks.size(),
        agentsOf(attacks),
        seconds.size(),
        (int) attacks.stream().filter(Attack::foundByRules).count(),
        Double.isNaN(precision) ? null : Estimate.of(precision, precisions.interval(precision)),
        Double.isInfinite(threshold) ? null : recall(recall(once, threshold), attacks, recalls),
        median(seconds),
        seconds.isEmpty() ? null : seconds.get((9 * seconds.size() + 9) / 10 - 1),
        alerting ? perDay(episodes.at(threshold, once), days, alerts) : null);
  }

  private static Double median(List<Double> sorted) {
    int half = sorted.size() / 2;
    if (sorted.isEmpty()) {
      return null;
    }
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : Double.valueOf(Estimate.rounded((sorted.get(half - 1) + sorted.get(half)) / 2));
  }
}
