package io.gatewatch.replaydata.nab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** NAB's own series; skipped where the folder of property gatewatch.shared is absent. */
class GenuineNabTest {
  @Test
  void theBaselineAloneScoresWhatItsReadmeSays() throws IOException {
    List<NabScored> ours = judged(NabDetector::scores);
    assertThat(ours).hasSize(35);
    assertThat(ours.stream().mapToInt(s -> s.windows().size()).sum()).isEqualTo(50);
    assertThat(NabScorer.best(NabProfile.STANDARD, ours).score()).isEqualTo(68.7, within(0.05));
  }

  @Test
  void aRandomCutForestScoresAboutWhatWasPublishedOfIt() throws IOException {
    // 54.3: the sum of the published scores of these files (results/randomCutForest), normalised
    List<NabScored> forest = judged(NabForest::scores);
    assertThat(NabScorer.best(NabProfile.STANDARD, forest).score()).isEqualTo(54.3, within(8.0));
  }

  private static List<NabScored> judged(Function<NabSeries, List<Double>> detector)
      throws IOException {
    String shared = System.getProperty("gatewatch.shared", "");
    Path folder = Path.of(shared, "data", "nab");
    assumeTrue(
        !shared.isEmpty() && Files.isDirectory(folder),
        "no genuine series: set -Dgatewatch.shared=<folder>");
    return NabForest.judged(new NabFolder(folder), detector);
  }
}
