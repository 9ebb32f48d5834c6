package io.gatewatch.models.drift;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.training.TrainingRow;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often a model found ordinary traffic of a day (UTC) rare: agents' hours whose p-value lies
 * below 0.1.
 *
 * @param votes agents' hours of classes that the model remembers
 * @param rare share of these that it found rare
 * @param expected the share at its training, of the same mixture of classes
 */
public record DriftDay(LocalDate day, int votes, double rare, double expected) {

  private static final class Sums {
    private int votes;
    private int rare;
    private double expected;
  }

  /** Of votes by class, in the order of days. */
  static List<DriftDay> of(AnomalyModel model, Map<String, List<TrainingRow>> votes) {
    TreeMap<LocalDate, Sums> days = new TreeMap<>();
    for (Map.Entry<String, List<TrainingRow>> own : votes.entrySet()) {
      if (model.remembers(own.getKey())) {
        double expected = model.reference().rareShare(own.getKey());
        for (TrainingRow vote : own.getValue()) {
          byte[] bins = model.bins(vote.features(), own.getKey());
          LocalDate day = LocalDate.ofInstant(vote.time(), ZoneOffset.UTC);
          Sums sums = days.computeIfAbsent(day, d -> new Sums());
          sums.votes++;
          sums.rare += bins[bins.length - 1] == 0 ? 1 : 0;
          sums.expected += expected;
        }
      }
    }
    List<DriftDay> all = new ArrayList<>();
    days.forEach(
        (day, s) ->
            all.add(new DriftDay(day, s.votes, (double) s.rare / s.votes, s.expected / s.votes)));
    return all;
  }
}
