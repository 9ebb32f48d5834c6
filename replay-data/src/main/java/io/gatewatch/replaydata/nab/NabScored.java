package io.gatewatch.replaydata.nab;

import java.util.List;

/**
 * A series that was judged: what the detector said of each row, and where anomalies are labelled.
 *
 * @param scores 0 … 1 a row
 */
public record NabScored(NabSeries series, List<Double> scores, List<NabLabels.Window> windows) {
  private static final double PROBATION = 0.15;
  private static final int MOST_PROBATION = 750;

  public NabScored {
    scores = List.copyOf(scores);
    windows = List.copyOf(windows);
    if (scores.size() != series.rows().size()) {
      throw new IllegalArgumentException(
          scores.size() + " scores (expected: " + series.rows().size() + ", one a row)");
    }
  }

  /** Rows at the beginning that do not count: 15 %, at most 750. */
  int probation() {
    return (int) Math.min(PROBATION * scores.size(), MOST_PROBATION);
  }
}
