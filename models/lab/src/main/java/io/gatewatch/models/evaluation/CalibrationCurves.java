package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Whether p-values of ordinary rows, and probabilities of labelled models, are what they say. */
final class CalibrationCurves {
  private static final double[] PROMISED = {0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
  private static final int BINS = 10;
  private static final String NEVER_LEARNED_FROM = "agents never learned from";

  private final AgentShares pValues;
  private final TreeMap<String, AgentShares> byCohort = new TreeMap<>();
  private final Map<String, Set<Integer>> agentsOf = new HashMap<>();
  private final AgentShares probabilities;
  private final boolean labelled;
  private final int[] rows = new int[BINS];
  private final double[] weights = new double[BINS];
  private final double[] predicted = new double[BINS];

  /**
   * Curves.
   *
   * @param counted rows that are ordinary or of an attack
   * @param neverLearnedFrom whether nothing was ever learned from an agent
   * @param labelled whether a score is the probability of an attack
   */
  CalibrationCurves(
      List<ScoredRow> counted,
      Agents agents,
      Predicate<String> neverLearnedFrom,
      boolean labelled,
      int resamples) {
    this.labelled = labelled;
    pValues = new AgentShares(agents.size(), PROMISED.length, resamples);
    probabilities = new AgentShares(agents.size(), BINS, resamples);
    for (ScoredRow row : counted) {
      int agent = agents.of(row);
      if (row.ordinary()) {
        add(pValues, agent, row);
        add(Slices.cohort(row.row()), agents, agent, row, resamples);
        if (neverLearnedFrom.test(row.row().agent())) {
          add(NEVER_LEARNED_FROM, agents, agent, row, resamples);
        }
      }
      if (labelled) {
        int bin = (int) Math.min(BINS - 1, Math.max(0, row.score() * BINS));
        probabilities.add(bin, agent, row.weight(), row.attack());
        rows[bin]++;
        weights[bin] += row.weight();
        predicted[bin] += row.weight() * row.score();
      }
    }
  }

  private void add(String slice, Agents agents, int agent, ScoredRow row, int resamples) {
    agentsOf.computeIfAbsent(slice, c -> new HashSet<>()).add(agent);
    add(
        byCohort.computeIfAbsent(
            slice, c -> new AgentShares(agents.size(), PROMISED.length, resamples)),
        agent,
        row);
  }

  private static void add(AgentShares shares, int agent, ScoredRow row) {
    for (int i = 0; i < PROMISED.length; i++) {
      shares.add(i, agent, row.weight(), row.pValue() <= PROMISED[i]);
    }
  }

  void resample(int[] times) {
    pValues.resample(times);
    byCohort.values().forEach(shares -> shares.resample(times));
    if (labelled) {
      probabilities.resample(times);
    }
  }

  /** Empty without ordinary rows. */
  List<ModelEvaluation.PromisedShare> pValues(int[] once) {
    return promised(pValues, once);
  }

  /** Of each class of agents of which there are ordinary rows, and of those that taught nothing. */
  List<ModelEvaluation.CohortPromises> pValuesByCohort(int[] once) {
    return byCohort.entrySet().stream()
        .map(
            e ->
                new ModelEvaluation.CohortPromises(
                    e.getKey(), agentsOf.get(e.getKey()).size(), promised(e.getValue(), once)))
        .toList();
  }

  private static List<ModelEvaluation.PromisedShare> promised(AgentShares of, int[] once) {
    List<ModelEvaluation.PromisedShare> shares = new ArrayList<>();
    for (int i = 0; i < PROMISED.length; i++) {
      Estimate realised = of.estimate(i, once);
      if (realised != null) {
        shares.add(new ModelEvaluation.PromisedShare(PROMISED[i], realised));
      }
    }
    return shares;
  }

  /** Without the tenths in which no row lies. */
  List<ModelEvaluation.ProbabilityBin> probabilities(int[] once) {
    List<ModelEvaluation.ProbabilityBin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      Estimate observed = probabilities.estimate(b, once);
      if (observed != null) {
        bins.add(
            new ModelEvaluation.ProbabilityBin(
                (double) b / BINS,
                (b + 1.0) / BINS,
                rows[b],
                Estimate.rounded(predicted[b] / weights[b]),
                observed));
      }
    }
    return bins;
  }
}
