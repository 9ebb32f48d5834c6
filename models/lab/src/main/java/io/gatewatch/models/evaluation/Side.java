package io.gatewatch.models.evaluation;

import java.util.List;

/** One model's view of the tested rows: how it ranks them, and its threshold at the budget. */
final class Side {
  private final List<ScoredRow> rows;
  private final List<Attack> attacks;
  private final Episodes episodes;
  private final double allowed;
  private final double lowest;

  /**
   * A view.
   *
   * @param allowed alert episodes on all ordinary rows
   */
  Side(List<ScoredRow> rows, Agents agents, double allowed) {
    this.rows = rows;
    this.attacks = Attack.of(rows, agents).stream().filter(Attack::counts).toList();
    this.episodes = new Episodes(rows, agents);
    this.allowed = allowed;
    this.lowest = lowest(rows);
  }

  static double lowest(List<ScoredRow> rows) {
    return rows.stream().filter(ScoredRow::judged).mapToDouble(ScoredRow::score).min().orElse(0);
  }

  /** Every row, those that the model was not made for too. */
  List<ScoredRow> rows() {
    return rows;
  }

  /** The attacks that count. */
  List<Attack> attacks() {
    return attacks;
  }

  /** The threshold at the budget, with agents redrawn; infinite when nothing is ordinary. */
  double threshold(int[] times) {
    return episodes.none()
        ? Double.POSITIVE_INFINITY
        : Math.max(lowest, episodes.threshold(allowed, times));
  }
}
