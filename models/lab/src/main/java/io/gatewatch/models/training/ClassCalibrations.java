package io.gatewatch.models.training;

import io.gatewatch.models.Calibration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * P-values by class of agents: Mondrian conformal prediction (Vovk, Lindsay, Nouretdinov &amp;
 * Gammerman 2003), where each class is held against its own ordinary minutes, so that the promise
 * holds within each. Classes of fewer than five agents or a hundred minutes are taken together;
 * where even these are fewer, the class of next fewest agents joins them, and so on. Few minutes
 * cost no validity, only how small a p-value can be; a class that is taken with others that are
 * unlike it is promised nothing any more, so this is done for so few only that p-values would not
 * reach 0.01.
 *
 * @param all for agents of classes that calibrated nothing: of all minutes
 * @param agents that calibrate {@code all}
 * @param byClass of each class that calibrated, by its name: of its own minutes, or of those of all
 *     classes that are taken together; empty when these are all
 * @param together names of these classes
 */
record ClassCalibrations(
    Calibration all, int agents, SortedMap<String, Calibration> byClass, Set<String> together) {
  static final int LEAST_AGENTS = 5;

  /** So many that p-values reach 0.01. */
  static final int LEAST_MINUTES = 100;

  /** Of classes: agents and minutes. */
  private static final class Size {
    private final Set<String> agents = new HashSet<>();
    private int minutes;

    private void add(TrainingRow row) {
      agents.add(row.agent());
      minutes++;
    }

    private void add(Size other) {
      agents.addAll(other.agents);
      minutes += other.minutes;
    }

    private boolean small() {
      return agents.size() < LEAST_AGENTS || minutes < LEAST_MINUTES;
    }

    private int agents() {
      return agents.size();
    }
  }

  /**
   * Of ordinary rows.
   *
   * @param scores of the rows, in their order
   */
  static ClassCalibrations of(List<TrainingRow> rows, double[] scores) {
    TreeMap<String, Size> sizes = new TreeMap<>();
    Size every = new Size();
    for (TrainingRow row : rows) {
      sizes.computeIfAbsent(Cohorts.of(row), c -> new Size()).add(row);
      every.add(row);
    }
    Set<String> together = together(sizes);
    TreeMap<String, Calibration> byClass = new TreeMap<>();
    if (together.size() < sizes.size()) {
      Calibration pooled =
          together.isEmpty() ? null : Calibration.of(those(rows, scores, together::contains));
      for (String cohort : sizes.keySet()) {
        boolean own = !together.contains(cohort);
        byClass.put(cohort, own ? Calibration.of(those(rows, scores, cohort::equals)) : pooled);
      }
    }
    return new ClassCalibrations(Calibration.of(scores), every.agents(), byClass, together);
  }

  private static double[] those(List<TrainingRow> rows, double[] scores, Predicate<String> which) {
    return IntStream.range(0, scores.length)
        .filter(i -> which.test(Cohorts.of(rows.get(i))))
        .mapToDouble(i -> scores[i])
        .toArray();
  }

  /** Names of the classes that have no p-values of their own; empty when all have. */
  private static Set<String> together(TreeMap<String, Size> sizes) {
    Set<String> together = new TreeSet<>();
    Size pool = new Size();
    sizes.forEach(
        (cohort, size) -> {
          if (size.small()) {
            together.add(cohort);
            pool.add(size);
          }
        });
    List<String> others = new ArrayList<>(sizes.keySet());
    others.removeAll(together);
    others.sort(
        Comparator.<String>comparingInt(c -> sizes.get(c).agents())
            .thenComparing(Comparator.naturalOrder()));
    for (String cohort : others) {
      if (!together.isEmpty() && pool.small()) {
        together.add(cohort);
        pool.add(sizes.get(cohort));
      }
    }
    return together;
  }

  /** The p-value of a score of an agent of a class. */
  double pValue(String cohort, double score) {
    return of(cohort).pValue(score);
  }

  /** What makes scores of a class p-values. */
  Calibration of(String cohort) {
    return byClass.getOrDefault(cohort, all);
  }

  /** Those that calibrate with a class, in words: its own name, or all that are taken together. */
  String name(String cohort) {
    return together.contains(cohort) ? String.join(", ", together) : cohort;
  }
}
