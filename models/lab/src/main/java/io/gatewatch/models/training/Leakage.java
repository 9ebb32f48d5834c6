package io.gatewatch.models.training;

import io.gatewatch.models.Input;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Inputs that alone tell attacks from ordinary rows: the area under their ROC curve is 0.99 and
 * more, in either direction. That is more often a label that leaked into the data than a discovery,
 * so they are left out and reported, unless the recipe trusts them.
 */
final class Leakage {
  private static final double ALONE = 0.99;
  private static final int LEAST_ATTACK_ROWS = 20;
  private static final int LEAST_EVENTS = 3;

  private final List<Input> kept = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private Leakage() {}

  /** Looks at the inputs of a recipe on rows that train. */
  static Leakage among(Recipe recipe, List<TrainingRow> rows) {
    Leakage leakage = new Leakage();
    List<TrainingRow> attacks = rows.stream().filter(r -> !r.ordinary()).toList();
    long events =
        attacks.stream().map(TrainingRow::event).filter(Objects::nonNull).distinct().count();
    boolean tells =
        attacks.size() >= LEAST_ATTACK_ROWS
            && events >= LEAST_EVENTS
            && attacks.size() < rows.size();
    for (Input input : recipe.inputs()) {
      double area = tells ? area(input, rows) : 0.5;
      leakage.take(input, Math.max(area, 1 - area), recipe.trusted().contains(input));
    }
    return leakage;
  }

  private void take(Input input, double area, boolean trusted) {
    if (area < ALONE || trusted) {
      kept.add(input);
    }
    if (area >= ALONE) {
      warnings.add(
          String.format(
              Locale.ROOT,
              "%s alone tells attacks from ordinary rows (area under the ROC curve %.4f): %s",
              input,
              area,
              trusted ? "used, since the recipe trusts it" : "left out"));
    }
  }

  /** Inputs that may be used. */
  List<Input> kept() {
    return kept;
  }

  /** What a person must know. */
  List<String> warnings() {
    return warnings;
  }

  /** The share of pairs of an attack and an ordinary row in which the attack's is higher. */
  static double area(Input input, List<TrainingRow> rows) {
    double[] values = rows.stream().mapToDouble(r -> input.read(r.features())).toArray();
    Integer[] order = new Integer[values.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double above = 0;
    double attacks = 0;
    double ordinary = 0;
    int at = 0;
    while (at < order.length) {
      double value = values[order[at]];
      double here = 0;
      double alike = 0;
      for (; at < order.length && values[order[at]] == value; at++) {
        if (rows.get(order[at]).ordinary()) {
          alike++;
        } else {
          here++;
        }
      }
      above += here * (ordinary + alike / 2);
      attacks += here;
      ordinary += alike;
    }
    return above / (attacks * ordinary);
  }
}
