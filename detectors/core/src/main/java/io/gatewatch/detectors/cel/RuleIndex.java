package io.gatewatch.detectors.cel;

import io.gatewatch.features.Feature;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which of many conditions can hold at all, found without asking each: those whose guard is met,
 * and those without one. Thresholds are sorted by feature, texts are looked up. Immutable.
 */
public final class RuleIndex {

  /** Rules that wait for one of several texts. */
  private record Texts(Text.Fact text, Map<String, BitSet> rules) {
    void add(int rule, Guard.OneOf guard) {
      for (String value : guard.values()) {
        rules.computeIfAbsent(value, v -> new BitSet()).set(rule);
      }
    }
  }

  /** A rule and the least of a feature that it waits for. */
  private record Waiting(int rule, double least) {}

  /** Rules that wait for so much of a feature, the least demanding first. */
  private static final class Thresholds {
    final Feature feature;
    final double[] values;
    final int[] rules;

    Thresholds(Feature feature, List<Waiting> waiting) {
      List<Waiting> sorted = new ArrayList<>(waiting);
      sorted.sort(Comparator.comparingDouble(Waiting::least));
      this.feature = feature;
      this.values = sorted.stream().mapToDouble(Waiting::least).toArray();
      this.rules = sorted.stream().mapToInt(Waiting::rule).toArray();
    }

    void wake(double value, BitSet out) {
      for (int i = 0; i < values.length && values[i] <= value; i++) {
        out.set(rules[i]);
      }
    }
  }

  private final BitSet always = new BitSet();
  private final List<Thresholds> thresholds = new ArrayList<>();
  private final List<Texts> texts = new ArrayList<>();

  /**
   * An index of conditions.
   *
   * @param conditions by place; null for what must always be asked
   */
  public RuleIndex(List<Condition> conditions) {
    TreeMap<Feature, List<Waiting>> byFeature = new TreeMap<>();
    TreeMap<String, Texts> byText = new TreeMap<>();
    for (int i = 0; i < conditions.size(); i++) {
      List<Guard> guards = conditions.get(i) == null ? List.of() : Guard.of(conditions.get(i));
      always.set(i, guards.isEmpty());
      for (Guard guard : guards) {
        if (guard instanceof Guard.AtLeast atLeast) {
          byFeature
              .computeIfAbsent(atLeast.feature(), f -> new ArrayList<>())
              .add(new Waiting(i, atLeast.value()));
        } else if (guard instanceof Guard.OneOf of) {
          byText
              .computeIfAbsent(of.text().name(), n -> new Texts(of.text(), new HashMap<>()))
              .add(i, of);
        }
      }
    }
    byFeature.forEach((feature, waiting) -> thresholds.add(new Thresholds(feature, waiting)));
    texts.addAll(byText.values());
  }

  /** Sets the places of all conditions that may hold; clears the others. */
  public void select(Facts facts, BitSet out) {
    out.clear();
    out.or(always);
    for (int f = 0; f < thresholds.size(); f++) {
      thresholds.get(f).wake(facts.feature(thresholds.get(f).feature), out);
    }
    for (int t = 0; t < texts.size(); t++) {
      Texts waiting = texts.get(t);
      BitSet awake = waiting.rules().get(waiting.text().of(facts));
      if (awake != null) {
        out.or(awake);
      }
    }
  }
}
