package io.gatewatch.detectors.cel;

import io.gatewatch.detectors.Evidence;
import io.gatewatch.features.Feature;
import java.util.ArrayList;
import java.util.List;

/**
 * What speaks for a condition that holds.
 *
 * @param score 0.5 where its first feature crosses its threshold, towards 1 far beyond
 * @param evidence the features that it asks about, but for those that are 0 where 0 is usual; else
 *     the call. Contributions add up to 1: a feature that alone would have kept it quiet weighs 1 −
 *     0.5 · limit / value (of what is unusually little value / limit), another a quarter
 * @param counterfactual the smallest change of one feature that was tried and kept it quiet; null
 *     when there is none
 */
public record Grounds(double score, List<Evidence> evidence, String counterfactual) {
  private static final double BY_ITSELF = 0.9;
  private static final double AMONG_OTHERS = 0.25;

  /** The grounds of a condition that holds. */
  public static Grounds of(Condition condition, Facts facts) {
    Boundaries boundaries = new Boundaries(condition, facts);
    List<Feature> present = condition.features().stream().filter(f -> !Measures.isPast(f)).toList();
    if (present.isEmpty()) {
      Boundary other = nearest(boundaries, condition.features());
      return new Grounds(BY_ITSELF, List.of(theCall()), words(condition, facts, other));
    }
    List<Boundary> found = new ArrayList<>();
    double[] weights = new double[present.size()];
    for (int i = 0; i < weights.length; i++) {
      Boundary nearer = other(boundaries, present.get(i));
      weights[i] = nearer == null ? AMONG_OTHERS : strength(nearer);
      if (nearer != null) {
        found.add(nearer);
      }
    }
    List<Evidence> weighed = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      weighed.add(evidence(condition, facts, present.get(i), weights[i]));
    }
    List<Evidence> telling = Evidence.telling(weighed);
    Boundary nearest = smallest(found);
    if (nearest == null) {
      nearest = nearest(boundaries, condition.features());
    }
    double score = score(condition, facts, present.get(0), weights[0]);
    List<Evidence> evidence = telling.isEmpty() ? List.of(theCall()) : telling;
    return new Grounds(score, evidence, words(condition, facts, nearest));
  }

  /** Less of what it does, or more of what is unusually little. */
  private static Boundary other(Boundaries boundaries, Feature feature) {
    Boundary less = boundaries.less(feature);
    return less == null ? boundaries.asUsual(feature) : less;
  }

  /** More of what it does, or another past: only where less of it would not have helped. */
  private static Boundary nearest(Boundaries boundaries, List<Feature> features) {
    List<Boundary> found = new ArrayList<>();
    for (Feature feature : features) {
      Boundary less = Measures.isPast(feature) ? boundaries.less(feature) : null;
      Boundary more = boundaries.more(feature);
      if (less != null) {
        found.add(less);
      }
      if (more != null) {
        found.add(more);
      }
    }
    return smallest(found);
  }

  private static Boundary smallest(List<Boundary> found) {
    Boundary best = null;
    for (Boundary boundary : found) {
      best = best == null || boundary.change() < best.change() ? boundary : best;
    }
    return best;
  }

  private static String words(Condition condition, Facts facts, Boundary boundary) {
    if (boundary != null) {
      return boundary.words();
    }
    return facts.call() != null && !condition.holds(facts.withoutCall())
        ? "quiet without this call"
        : null;
  }

  private static double score(Condition condition, Facts facts, Feature first, double weight) {
    for (Bool.Compare compare : condition.comparisons()) {
      Bool.Compare seen = Boundaries.fromTheLeft(first, compare);
      if (seen != null) {
        double value = facts.feature(first);
        double limit = seen.right().of(facts);
        return value >= limit ? strength(limit, value) : strength(value, limit);
      }
    }
    return Math.max(0.5, weight);
  }

  private static double strength(Boundary boundary) {
    return boundary.isLess()
        ? strength(boundary.limit(), boundary.value())
        : strength(boundary.value(), boundary.limit());
  }

  private static double strength(double less, double more) {
    double strength = more > 0 ? 1 - 0.5 * less / more : 0.5;
    return strength >= 0.5 && strength <= 1 ? strength : strength > 1 ? 1 : 0.5;
  }

  private static Evidence evidence(
      Condition condition, Facts facts, Feature feature, double contribution) {
    double baseline = baseline(condition, facts, feature);
    return new Evidence(
        feature.id(),
        facts.feature(feature),
        Double.isFinite(baseline) ? baseline : 0,
        feature.unit(),
        contribution);
  }

  /** What is usual, of the caller or its peers; else the threshold; else none. */
  private static double baseline(Condition condition, Facts facts, Feature feature) {
    for (Bool.Compare compare : condition.comparisons()) {
      Bool.Compare seen = Boundaries.fromTheLeft(feature, compare);
      if (seen != null) {
        Num usual = seen.right().usual();
        return usual == null ? seen.right().of(facts) : usual.of(facts);
      }
    }
    Feature usual = Measures.usualOf(feature);
    return usual == null ? 0 : facts.feature(usual);
  }

  private static Evidence theCall() {
    return new Evidence("matching_calls", 1, 0, "calls", 1);
  }
}
