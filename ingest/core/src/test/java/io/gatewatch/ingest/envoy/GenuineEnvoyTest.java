package io.gatewatch.ingest.envoy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.text.FormatLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Lines that a real Envoy wrote; skipped where the folder of property gatewatch.shared is absent.
 */
class GenuineEnvoyTest {
  @Test
  void everyGenuineRequestIsACallAndATcpConnectionIsNone() throws IOException {
    Path samples = FormatLines.genuine("gateway-samples");
    FormatLines lines = new FormatLines("envoy");
    assertThat(lines.outcomes(List.of(samples.resolve("envoy-default-text.log"))))
        .containsExactly(Map.entry("accepted", 3), Map.entry("not_a_call", 1));
    assertThat(lines.outcomes(List.of(samples.resolve("envoy-json-crowdsec.log"))))
        .containsExactly(Map.entry("accepted", 4));
  }
}
