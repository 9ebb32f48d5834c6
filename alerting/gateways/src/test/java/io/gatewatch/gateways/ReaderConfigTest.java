package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReaderConfigTest {
  private static final String WHOLE =
      """
      broker: 127.0.0.1:9092
      publicKeys: [/etc/gatewatch/quota-signing.pub]
      group: edge
      node: edge-1
      killFile: /run/gatewatch/kill
      lockFile: /run/gatewatch/lock
      haproxy:
        socket: /run/haproxy/admin.sock
      """;

  @TempDir Path folder;

  @Test
  void whatIsNotSaidHasADefault() throws IOException {
    ReaderConfig config = read(WHOLE);
    assertThat(config.place()).isEqualTo(new Place("default", "edge", "edge-1", 1));
    assertThat(config.haproxy().limitsMap()).isEqualTo("/etc/haproxy/gatewatch-limits.map");
    assertThat(config.metricsPort()).isZero();
  }

  @Test
  void whatIsWrongIsSaidInOneLine() {
    refused(WHOLE.replace("node: edge-1\n", ""), "node: missing");
    refused(WHOLE + "colour: red\n", "colour: unknown");
    refused(WHOLE.replace("group: edge", "nodes: 0"), "nodes: 0 (expected: 1 or more)");
    refused(WHOLE.replace("  socket: /run/haproxy/admin.sock\n", ""), "haproxy, nginx, envoy");
    refused(WHOLE + "nginx:\n  control: 127.0.0.1:9145\n", "exactly one");
    refused(WHOLE.replace("broker: 127.0.0.1:9092\n", ""), "broker: missing");
    refused(WHOLE + "metricsPort: many\n", "metricsPort");
    refused("", "empty");
    refused("{", "");
  }

  private void refused(String text, String expected) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("\n");
  }

  private ReaderConfig read(String text) throws IOException {
    Path file = folder.resolve("reader.yaml");
    Files.writeString(file, text);
    return ReaderConfig.read(file);
  }
}
