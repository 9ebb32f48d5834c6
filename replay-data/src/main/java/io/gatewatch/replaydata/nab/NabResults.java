package io.gatewatch.replaydata.nab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes NAB's result files: a folder a category, a file a series. */
public final class NabResults {
  private final Path out;
  private final String prefix;

  /**
   * Results in a folder.
   *
   * @param prefix in front of each file's name; NAB's own scorer wants the detector's name and _
   */
  public NabResults(Path out, String prefix) {
    this.out = out;
    this.prefix = prefix;
  }

  /** Writes one series; replaces an earlier file. */
  public void write(NabSeries series, List<Double> scores) throws IOException {
    StringBuilder text = new StringBuilder("timestamp,value,anomaly_score\n");
    for (int i = 0; i < scores.size(); i++) {
      NabSeries.Row row = series.rows().get(i);
      text.append(row.timestamp()).append(',').append(row.text()).append(',');
      text.append(scores.get(i)).append('\n');
    }
    int slash = series.name().indexOf('/');
    Path folder = out.resolve(series.name().substring(0, slash));
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(prefix + series.name().substring(slash + 1)), text);
  }
}
