package io.gatewatch.replaydata.up;

import io.gatewatch.replaydata.generate.GeneratedLine;
import io.gatewatch.replaydata.generate.TrafficGenerator;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;

/**
 * The sample traffic of a data folder: same seed and start for ever, played on from where it was.
 */
final class SampleTraffic {

  static final long SEED = 20_260_114;
  static final Duration HISTORY = Duration.ofHours(6);

  /** After a longer pause the sample skips ahead instead of playing days that nobody watched. */
  static final Duration LONGEST_GAP = Duration.ofHours(24);

  private SampleTraffic() {}

  static SamplePlayer player(Path folder) {
    Path file = Folders.make(folder).resolve("sample.properties");
    SampleProgress progress = progress(file, System.currentTimeMillis());
    progress.write(file);
    return new SamplePlayer(tape(progress), progress, file, System::currentTimeMillis);
  }

  static SampleProgress progress(Path file, long nowMillis) {
    long historyMillis = nowMillis - HISTORY.toMillis();
    SampleProgress progress =
        SampleProgress.read(file).orElseGet(() -> SampleProgress.fresh(SEED, historyMillis));
    boolean longAgo = nowMillis - progress.positionMillis() > LONGEST_GAP.toMillis();
    return longAgo ? progress.at(historyMillis) : progress;
  }

  private static SampleTape tape(SampleProgress progress) {
    Instant start = Instant.ofEpochMilli(progress.startMillis());
    return from -> {
      Iterator<GeneratedLine> lines =
          TrafficGenerator.sample(progress.seed(), start, Instant.ofEpochMilli(from));
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return lines.hasNext();
        }

        @Override
        public SampleTape.Line next() {
          GeneratedLine line = lines.next();
          return new SampleTape.Line(line.timeMillis(), line.line());
        }
      };
    };
  }
}
