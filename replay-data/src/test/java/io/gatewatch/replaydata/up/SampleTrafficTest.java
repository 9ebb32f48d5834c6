package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTrafficTest {

  private static final long NOW = 1_800_000_000_000L;
  private static final long HOUR = Duration.ofHours(1).toMillis();

  @TempDir Path data;

  @Test
  void theFirstStartBeginsSixHoursAgo() {
    assertThat(SampleTraffic.progress(file(), NOW).positionMillis()).isEqualTo(NOW - 6 * HOUR);
  }

  @Test
  void aLaterStartGoesOnWithTheSameTrafficWhereTheLastEnded() {
    SampleProgress first = SampleTraffic.progress(file(), NOW).at(NOW);
    first.write(file());

    assertThat(SampleTraffic.progress(file(), NOW + 20 * HOUR)).isEqualTo(first);
  }

  @Test
  void aPauseOfDaysIsSkippedToSixHoursAgo() {
    SampleTraffic.progress(file(), NOW).at(NOW).write(file());
    SampleProgress later = SampleTraffic.progress(file(), NOW + 100 * HOUR);

    assertThat(later.positionMillis()).isEqualTo(NOW + 94 * HOUR);
    assertThat(later.startMillis()).isEqualTo(NOW - 6 * HOUR);
  }

  private Path file() {
    return data.resolve("sample.properties");
  }
}
