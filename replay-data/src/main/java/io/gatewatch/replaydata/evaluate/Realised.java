package io.gatewatch.replaydata.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Alerts of any severity and lane that no attack explains, beside what was promised: those of
 * detectors under the alert budget, and those of all others apart.
 */
public final class Realised {
  private final Promised promised;
  private final Outcomes outcomes;
  private final List<AlertOutcome> unasked;

  private Realised(Promised promised, Outcomes outcomes) {
    this.promised = promised;
    this.outcomes = outcomes;
    this.unasked =
        outcomes.alerts().stream().filter(a -> !a.warmup() && a.isWithoutAttack()).toList();
  }

  /** The comparison; null where nothing is known of promises. */
  public static Evaluation.Budget of(Promised promised, Outcomes outcomes) {
    return promised == null ? null : new Realised(promised, outcomes).budget();
  }

  private Evaluation.Budget budget() {
    List<Evaluation.Promise> each = new ArrayList<>();
    double sum = 0;
    for (Map.Entry<String, Double> promise : promised.byDetector().entrySet()) {
      String name = promise.getKey();
      sum += promise.getValue();
      each.add(promise(name, promise.getValue(), a -> isBy(a, name)));
    }
    return new Evaluation.Budget(
        promised.perDay(),
        promise("all", sum, this::isUnder),
        each,
        outcomes.rate(unasked.stream().filter(a -> !isUnder(a)).count()),
        others());
  }

  private Evaluation.Promise promise(String name, double perDay, Predicate<AlertOutcome> which) {
    List<AlertOutcome> told = unasked.stream().filter(which).toList();
    long events = told.stream().filter(a -> a.cause() == AlertOutcome.Cause.EVENT).count();
    return new Evaluation.Promise(
        name, Numbers.rounded(perDay), outcomes.rate(told.size()), events);
  }

  private boolean isBy(AlertOutcome outcome, String name) {
    return outcome.alert().detectors().stream().anyMatch(d -> name.equals(promised.of(d)));
  }

  private boolean isUnder(AlertOutcome outcome) {
    return outcome.alert().detectors().stream().map(promised::of).anyMatch(Objects::nonNull);
  }

  private List<Evaluation.Count> others() {
    TreeMap<String, Long> counts = new TreeMap<>();
    for (AlertOutcome outcome : unasked) {
      for (String detector : outcome.alert().detectors()) {
        if (promised.of(detector) == null) {
          counts.merge(detector, 1L, Long::sum);
        }
      }
    }
    return counts.entrySet().stream()
        .map(e -> new Evaluation.Count(e.getKey(), e.getValue()))
        .toList();
  }
}
