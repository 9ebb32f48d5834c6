package io.gatewatch.replaydata.evaluate;

import io.gatewatch.models.evaluation.Intervals;
import java.util.List;
import java.util.Objects;

/**
 * How many of some attacks were found.
 *
 * @param found by an alert above low
 * @param share found of all, 0..1; null without attacks
 * @param low of the share's 95 % interval (Wilson)
 * @param high of the same
 * @param rightCategory of the found, those with the attack's kind as category
 * @param foundAtAnySeverity by an alert of any severity
 * @param medianSeconds from first call to alert, of the found; null without
 * @param p90Seconds nine in ten of the found were told by then; null without
 */
public record Recall(
    long attacks,
    long found,
    Double share,
    Double low,
    Double high,
    long rightCategory,
    long foundAtAnySeverity,
    Double medianSeconds,
    Double p90Seconds) {

  /** Of these attacks. */
  public static Recall of(List<AttackOutcome> outcomes) {
    long found = outcomes.stream().filter(AttackOutcome::isFound).count();
    List<Double> seconds =
        outcomes.stream().map(AttackOutcome::secondsToAlert).filter(Objects::nonNull).toList();
    Intervals.Interval interval = Intervals.wilson(found, outcomes.size());
    boolean none = outcomes.isEmpty();
    return new Recall(
        outcomes.size(),
        found,
        none ? null : Numbers.rounded((double) found / outcomes.size()),
        none ? null : Numbers.rounded(interval.low()),
        none ? null : Numbers.rounded(interval.high()),
        outcomes.stream().filter(AttackOutcome::rightCategory).count(),
        outcomes.stream().filter(o -> o.foundAtAll() != null).count(),
        Numbers.median(seconds),
        Numbers.p90(seconds));
  }
}
