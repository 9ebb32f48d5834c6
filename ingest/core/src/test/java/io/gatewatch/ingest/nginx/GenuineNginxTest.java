package io.gatewatch.ingest.nginx;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.text.FormatLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * A line that a real nginx wrote; skipped where the folder of property gatewatch.shared is absent.
 */
class GenuineNginxTest {
  @Test
  void theGenuineLineIsACall() throws IOException {
    Path file = FormatLines.genuine("gateway-samples").resolve("nginx-sample.json");
    assertThat(new FormatLines("nginx").outcomes(List.of(file)))
        .containsExactly(Map.entry("accepted", 1));
  }
}
