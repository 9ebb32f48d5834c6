package io.gatewatch.models.drift;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelPsi;
import io.gatewatch.models.Reference;
import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far later rows lie from those that a model was made of: of each class of agents and input the
 * population stability index ({@link ModelPsi}), the same of the p-values, how often each day was
 * found rare, and what share of minutes people or a file call attacks.
 *
 * @param model version of the model
 * @param from time of the first row
 * @param to time of the last row
 * @param cohorts classes with at least 200 agents' hours, by name
 * @param tooFew classes of which there is too little, then or now
 * @param days how rare each day was found
 * @param labelRate share of minutes that are labelled as attacks
 */
public record DriftReport(
    String model,
    Instant from,
    Instant to,
    List<Cohort> cohorts,
    List<String> tooFew,
    List<DriftDay> days,
    LabelRate labelRate) {
  private static final long HOUR_SECONDS = 3_600;

  /** One class of agents. */
  public record Cohort(String name, ModelPsi measured) {}

  /** Of rows in the order of their times, which are not empty; attacks are no vote. */
  public static DriftReport of(AnomalyModel model, List<TrainingRow> rows) {
    TreeMap<String, List<TrainingRow>> votes = votes(model, rows);
    List<Cohort> cohorts = new ArrayList<>();
    List<String> tooFew = new ArrayList<>();
    for (Map.Entry<String, List<TrainingRow>> own : votes.entrySet()) {
      ModelPsi psi =
          model.remembers(own.getKey()) ? psi(model, own.getKey(), own.getValue()) : null;
      if (psi == null) {
        tooFew.add(own.getKey());
      } else {
        cohorts.add(new Cohort(own.getKey(), psi));
      }
    }
    return new DriftReport(
        model.version(),
        rows.get(0).time(),
        rows.get(rows.size() - 1).time(),
        cohorts,
        tooFew,
        DriftDay.of(model, votes),
        LabelRate.of(model, rows));
  }

  private static TreeMap<String, List<TrainingRow>> votes(
      AnomalyModel model, List<TrainingRow> rows) {
    TreeMap<String, List<TrainingRow>> votes = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (TrainingRow row : rows) {
      long hour = row.time().getEpochSecond() / HOUR_SECONDS;
      boolean counts = row.ordinary() && model.judges(row.cohort());
      if (counts && seen.add(row.agent() + "|" + hour)) {
        String known = model.rememberedAs(row.cohort());
        String cohort = known == null ? row.cohort().name().toLowerCase(Locale.ROOT) : known;
        votes.computeIfAbsent(cohort, c -> new ArrayList<>()).add(row);
      }
    }
    return votes;
  }

  private static ModelPsi psi(AnomalyModel model, String cohort, List<TrainingRow> votes) {
    int[][] counts = new int[0][];
    for (TrainingRow vote : votes) {
      byte[] bins = model.bins(vote.features(), cohort);
      counts = counts.length == 0 ? new int[bins.length][Reference.BINS] : counts;
      for (int column = 0; column < bins.length; column++) {
        counts[column][bins[column]]++;
      }
    }
    return ModelPsi.of(model, cohort, counts);
  }

  /** Whether anything has moved much. */
  public boolean much() {
    return cohorts.stream().anyMatch(c -> c.measured().much());
  }
}
