package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What rules and a model find together, beside what rules and another one, or rules alone, do. */
final class Lifting {
  private static final double SIGNIFICANT = 0.05;

  private final Side model;
  private final Side other;
  private final Resampled with;
  private final Resampled without;
  private final Resampled differences;

  /**
   * A comparison over the same attacks.
   *
   * @param other null for rules alone
   */
  Lifting(Side model, Side other, int resamples) {
    this.model = model;
    this.other = other;
    this.with = new Resampled(resamples);
    this.without = new Resampled(resamples);
    this.differences = new Resampled(resamples);
  }

  void resample(int[] times, double threshold, double otherThreshold) {
    double one = share(model, times, threshold);
    double two = share(otherSide(), times, otherThreshold);
    with.add(one);
    without.add(two);
    differences.add(one - two);
  }

  private Side otherSide() {
    return other == null ? model : other;
  }

  private static double share(Side side, int[] times, double threshold) {
    return Slice.share(side.attacks(), times, a -> a.foundByRules() || a.found(threshold));
  }

  /**
   * The lift at two thresholds; a side without a model has an infinite one. Its interval is the
   * wider of the bootstrap's and Newcombe's over the agents that attack, and leaves 0 out only
   * where the exact sign test over these agents does too: a bootstrap of two agents, both gained,
   * would.
   */
  ModelEvaluation.Lift lift(String over, int[] once, double threshold, double otherThreshold) {
    List<Attack> attacks = model.attacks();
    List<ModelEvaluation.AttackName> gained = new ArrayList<>();
    List<ModelEvaluation.AttackName> lost = new ArrayList<>();
    TreeMap<String, int[]> byCategory = new TreeMap<>();
    Map<Integer, Integer> byAgent = new HashMap<>();
    double[] cells = new double[4];
    for (int i = 0; i < attacks.size(); i++) {
      Attack own = attacks.get(i);
      Attack others = otherSide().attacks().get(i);
      boolean one = own.foundByRules() || own.found(threshold);
      boolean two = own.foundByRules() || others.found(otherThreshold);
      cells[(one ? 0 : 2) + (two ? 0 : 1)] += own.weight();
      int[] tally = byCategory.computeIfAbsent(own.category(), c -> new int[3]);
      tally[0]++;
      tally[1] += one ? 1 : 0;
      tally[2] += two ? 1 : 0;
      if (one != two) {
        byAgent.merge(own.agent(), one ? 1 : -1, Integer::sum);
        (one ? gained : lost).add(name(own));
      }
    }
    double ofWith = share(model, once, threshold);
    double ofWithout = share(otherSide(), once, otherThreshold);
    double difference = ofWith - ofWithout;
    return new ModelEvaluation.Lift(
        over,
        Slice.recall(ofWith, attacks, with),
        Slice.recall(ofWithout, attacks, without),
        Double.isNaN(difference)
            ? null
            : difference(difference, cells, Slice.agentsOf(attacks), byAgent),
        gained,
        lost,
        byCategory.entrySet().stream()
            .map(
                e ->
                    new ModelEvaluation.CategoryLift(
                        e.getKey(), e.getValue()[0], e.getValue()[1], e.getValue()[2]))
            .toList());
  }

  private Estimate difference(
      double value, double[] cells, int cases, Map<Integer, Integer> byAgent) {
    Estimate widest =
        Estimate.widest(
            value,
            differences.interval(value),
            Intervals.paired(cells[0], cells[1], cells[2], cells[3], cases));
    int ups = (int) byAgent.values().stream().filter(n -> n > 0).count();
    int downs = (int) byAgent.values().stream().filter(n -> n < 0).count();
    return Intervals.sign(ups, downs) < SIGNIFICANT
        ? widest
        : new Estimate(widest.value(), Math.min(0, widest.low()), Math.max(0, widest.high()));
  }

  private static ModelEvaluation.AttackName name(Attack attack) {
    return new ModelEvaluation.AttackName(
        attack.event(), attack.category(), attack.first().agent());
  }
}
