package io.gatewatch.models.drift;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.Psi;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far later rows lie from those that a model was made of: of each class of agents and input the
 * population stability index ({@link Psi}), the same of the p-values, and what share of minutes
 * people or a file call attacks.
 *
 * @param model version of the model
 * @param from time of the first row
 * @param to time of the last row
 * @param cohorts classes with at least 200 agents' hours, by name
 * @param tooFew classes of which there is too little, then or now
 * @param labelRate share of rows that are labelled as attacks
 * @param trainedLabelRate the same of what it was trained on
 */
public record DriftReport(
    String model,
    Instant from,
    Instant to,
    List<Cohort> cohorts,
    List<String> tooFew,
    double labelRate,
    double trainedLabelRate) {
  /** The name of the p-value among the inputs. */
  public static final String SCORE = "p_value";

  private static final int LEAST_VOTES = 200;
  private static final int TENTHS = 10;
  private static final long HOUR_SECONDS = 3_600;

  /**
   * One class of agents.
   *
   * @param votes agents' hours, one row of each
   * @param psi largest first
   */
  public record Cohort(String name, int votes, List<Measured> psi) {}

  /** One input, or {@link #SCORE}. */
  public record Measured(String input, double psi) {}

  /** Of rows in the order of their times, which are not empty; attacks are no vote. */
  public static DriftReport of(AnomalyModel model, List<TrainingRow> rows) {
    TreeMap<String, List<TrainingRow>> votes = votes(model, rows);
    List<Cohort> cohorts = new ArrayList<>();
    List<String> tooFew = new ArrayList<>();
    for (Map.Entry<String, List<TrainingRow>> own : votes.entrySet()) {
      if (own.getValue().size() < LEAST_VOTES || !model.remembers(own.getKey())) {
        tooFew.add(own.getKey());
      } else {
        cohorts.add(cohort(model, own.getKey(), own.getValue()));
      }
    }
    long attacks = rows.stream().filter(r -> !r.ordinary()).count();
    return new DriftReport(
        model.version(),
        rows.get(0).time(),
        rows.get(rows.size() - 1).time(),
        cohorts,
        tooFew,
        (double) attacks / rows.size(),
        trainedRate(model));
  }

  private static TreeMap<String, List<TrainingRow>> votes(
      AnomalyModel model, List<TrainingRow> rows) {
    TreeMap<String, List<TrainingRow>> votes = new TreeMap<>();
    Set<String> seen = new HashSet<>();
    for (TrainingRow row : rows) {
      long hour = row.time().getEpochSecond() / HOUR_SECONDS;
      boolean counts = row.ordinary() && model.judges(row.cohort());
      if (counts && seen.add(row.agent() + "|" + hour)) {
        String cohort = row.cohort().name().toLowerCase(Locale.ROOT);
        votes.computeIfAbsent(cohort, c -> new ArrayList<>()).add(row);
      }
    }
    return votes;
  }

  private static Cohort cohort(AnomalyModel model, String name, List<TrainingRow> votes) {
    List<byte[]> bins = votes.stream().map(v -> model.bins(v.features(), name)).toList();
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < bins.get(0).length; i++) {
      int[] then = model.reference().counts(name, i);
      int[] now = new int[then.length];
      for (byte[] vote : bins) {
        now[vote[i]]++;
      }
      measured.add(new Measured(model.input(i), Psi.of(then, now)));
    }
    measured.add(new Measured(SCORE, ofScores(model, votes)));
    measured.sort(
        Comparator.comparingDouble(Measured::psi).reversed().thenComparing(Measured::input));
    return new Cohort(name, votes.size(), List.copyOf(measured));
  }

  private static double ofScores(AnomalyModel model, List<TrainingRow> votes) {
    int[] now = new int[TENTHS];
    for (TrainingRow vote : votes) {
      now[tenth(model.pValue(vote.features()))]++;
    }
    int[] even = new int[TENTHS];
    Arrays.fill(even, Math.max(1, model.calibrated() / TENTHS));
    return Psi.of(even, now);
  }

  /** Which tenth a p-value lies in, 0 to 9: p-values of ordinary rows are even. */
  static int tenth(double pValue) {
    return Math.min(TENTHS - 1, (int) (pValue * TENTHS));
  }

  private static double trainedRate(AnomalyModel model) {
    Map<String, Integer> rows = model.card().rows();
    int all = rows.values().stream().mapToInt(Integer::intValue).sum();
    int ordinary = rows.getOrDefault(Scorer.ORDINARY, 0);
    return all == 0 ? 0 : (double) (all - ordinary) / all;
  }

  /** Whether anything has moved much. */
  public boolean much() {
    return cohorts.stream().anyMatch(c -> c.psi().stream().anyMatch(m -> m.psi() >= Psi.MUCH));
  }
}
