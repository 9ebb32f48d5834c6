package io.gatewatch.models.evaluation;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.training.TrainingRow;
import java.util.List;

/**
 * A threshold as it is set before anything is tested: on the calibrating rows, with as much of the
 * budget as their agents are of those that test.
 *
 * @param perDay false alert episodes a day that it promises for the agents that test
 * @param share of the testing agents that calibrate
 */
record Promised(double threshold, double perDay, double share) {
  /** Null without ordinary rows to calibrate with. */
  static Promised of(
      AnomalyModel model, List<TrainingRow> calibrating, List<ScoredRow> testing, double budget) {
    List<ScoredRow> rows =
        Scored.of(model, calibrating).stream().filter(ScoredRow::ordinary).toList();
    if (rows.isEmpty()) {
      return null;
    }
    Agents agents = new Agents(rows);
    double days = ModelEvaluator.days(rows);
    double share = (double) agents.size() / ordinaryAgents(testing);
    Side side = new Side(rows, agents, budget * days * share);
    double threshold = side.threshold(agents.once());
    double episodes = new Episodes(rows, agents).at(threshold, agents.once());
    return new Promised(threshold, Estimate.rounded(episodes / days / share), share);
  }

  private static long ordinaryAgents(List<ScoredRow> rows) {
    return Math.max(
        1, rows.stream().filter(ScoredRow::ordinary).map(r -> r.row().agent()).distinct().count());
  }
}
