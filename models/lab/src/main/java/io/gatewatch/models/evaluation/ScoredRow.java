package io.gatewatch.models.evaluation;

import static java.util.Objects.requireNonNull;

import io.gatewatch.models.training.TrainingRow;

/**
 * A row and what a model says of it.
 *
 * @param score the larger, the less ordinary
 * @param pValue share of ordinary rows that score at least as high, in (0, 1]
 * @param weight how many rows it stands for, over 0: more than 1 where it was drawn from others
 */
public record ScoredRow(TrainingRow row, double score, double pValue, double weight) {
  public ScoredRow {
    requireNonNull(row, "row");
    if (!(weight > 0)) {
      throw new IllegalArgumentException("weight: " + weight + " (expected: over 0)");
    }
  }

  boolean attack() {
    return row.teaches() && !row.ordinary();
  }

  boolean ordinary() {
    return row.teaches() && row.ordinary();
  }

  /** Whether an alert that nobody has judged hides what it was. */
  boolean underAlert() {
    return row.underAlert();
  }

  /** Whether its model was made for such agents at all. */
  boolean judged() {
    return score > Double.NEGATIVE_INFINITY;
  }

  long minute() {
    return Math.floorDiv(row.time().toEpochMilli(), 60_000L);
  }
}
