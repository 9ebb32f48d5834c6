package io.gatewatch.ingest.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.text.FormatLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Lines that a real HAProxy wrote; skipped where the folder of property gatewatch.shared is absent.
 */
class GenuineHaproxyTest {
  @Test
  void everyGenuineRequestIsACallAndAFailedHandshakeIsNone() throws IOException {
    Path samples = FormatLines.genuine("gateway-samples");
    FormatLines lines = new FormatLines("haproxy");
    assertThat(lines.outcomes(List.of(samples.resolve("haproxy.log"))))
        .containsExactly(Map.entry("accepted", 2), Map.entry("not_a_call", 2));
    assertThat(lines.outcomes(List.of(samples.resolve("haproxy-json-429.ndjson"))))
        .containsExactly(Map.entry("accepted", 1));
  }
}
