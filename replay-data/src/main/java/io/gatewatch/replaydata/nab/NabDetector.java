package io.gatewatch.replaydata.nab;

import io.gatewatch.features.volume.VolumeBaseline;
import java.util.ArrayList;
import java.util.List;

/** The volume baseline alone, with one setting for all series. It sees a row once, in order. */
public final class NabDetector {
  /** An hour of five-minute rows, NAB's usual pace; of other paces the same number of rows. */
  private static final int SPAN = 12;

  private NabDetector() {}

  /** A score from 0 to 1 for each row. */
  public static List<Double> scores(NabSeries series) {
    VolumeBaseline baseline = new VolumeBaseline(SPAN);
    List<Double> scores = new ArrayList<>(series.rows().size());
    for (NabSeries.Row row : series.rows()) {
      scores.add(VolumeBaseline.score(baseline.see(row.epochMillis(), row.value())));
    }
    return scores;
  }
}
