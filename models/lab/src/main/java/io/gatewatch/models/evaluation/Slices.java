package io.gatewatch.models.evaluation;

import io.gatewatch.models.training.TrainingRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The tested rows cut by category, by cohort, or as one likes.
 *
 * @param own rows that the model judges
 * @param counted of these, the ordinary and the attacked ones
 * @param attacks that count
 */
record Slices(
    List<ScoredRow> own,
    List<ScoredRow> counted,
    List<Attack> attacks,
    Agents agents,
    double days,
    int resamples) {

  Episodes episodes(Predicate<ScoredRow> of) {
    return new Episodes(own.stream().filter(of).toList(), agents);
  }

  Slice slice(String name, Predicate<ScoredRow> of) {
    return new Slice(
        name,
        new Ranking(counted.stream().filter(of).toList(), agents),
        Attack.of(own.stream().filter(of).toList(), agents).stream()
            .filter(Attack::counts)
            .toList(),
        episodes(of),
        days,
        resamples);
  }

  List<Slice> categories() {
    TreeSet<String> names = new TreeSet<>();
    attacks.forEach(a -> names.add(a.category()));
    List<Slice> slices = new ArrayList<>();
    for (String name : names) {
      slices.add(
          new Slice(
              name,
              new Ranking(
                  counted.stream()
                      .filter(r -> r.ordinary() || r.row().label().equals(name))
                      .toList(),
                  agents),
              attacks.stream().filter(a -> a.category().equals(name)).toList(),
              null,
              days,
              resamples));
    }
    return slices;
  }

  List<Slice> cohorts() {
    TreeSet<String> names = new TreeSet<>();
    counted.forEach(r -> names.add(cohort(r.row())));
    return names.stream().map(name -> slice(name, r -> cohort(r.row()).equals(name))).toList();
  }

  static String cohort(TrainingRow row) {
    return row.cohort().name().toLowerCase(Locale.ROOT);
  }
}
