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
  private record Texts(Text.Fact text, Map<String, int[]> rules) {}

  /** Rules that wait for so much of a feature, the least demanding first. */
  private static final class Thresholds {
    final Feature feature;
    final double[] values;
    final int[] rules;

    Thresholds(Feature feature, List<Integer> places, List<Guard> guards) {
      List<Integer> sorted = new ArrayList<>(places);
      sorted.sort(Comparator.comparingDouble(i -> least(guards.get(i))));
      this.feature = feature;
      this.values = sorted.stream().mapToDouble(i -> least(guards.get(i))).toArray();
      this.rules = sorted.stream().mapToInt(i -> i).toArray();
    }

    private static double least(Guard guard) {
      return ((Guard.AtLeast) guard).value();
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
    List<Guard> guards = conditions.stream().map(c -> c == null ? null : Guard.of(c)).toList();
    TreeMap<Feature, List<Integer>> byFeature = new TreeMap<>();
    TreeMap<String, Text.Fact> waitedFor = new TreeMap<>();
    for (int i = 0; i < guards.size(); i++) {
      if (guards.get(i) instanceof Guard.AtLeast atLeast) {
        byFeature.computeIfAbsent(atLeast.feature(), f -> new ArrayList<>()).add(i);
      } else if (guards.get(i) instanceof Guard.OneOf of) {
        waitedFor.put(of.text().name(), of.text());
      } else {
        always.set(i);
      }
    }
    byFeature.forEach((feature, places) -> thresholds.add(new Thresholds(feature, places, guards)));
    waitedFor.values().forEach(text -> texts.add(new Texts(text, byText(guards, text.name()))));
  }

  private static Map<String, int[]> byText(List<Guard> guards, String name) {
    Map<String, List<Integer>> places = new HashMap<>();
    for (int i = 0; i < guards.size(); i++) {
      if (guards.get(i) instanceof Guard.OneOf of && of.text().name().equals(name)) {
        for (String value : of.values()) {
          places.computeIfAbsent(value, v -> new ArrayList<>()).add(i);
        }
      }
    }
    Map<String, int[]> rules = new HashMap<>();
    places.forEach((text, at) -> rules.put(text, at.stream().mapToInt(i -> i).toArray()));
    return rules;
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
      int[] awake = waiting.rules().get(waiting.text().of(facts));
      for (int i = 0; awake != null && i < awake.length; i++) {
        out.set(awake[i]);
      }
    }
  }
}
