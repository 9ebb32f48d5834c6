package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    assertThat(config.automatic()).isFalse();
    assertThat(read(WHOLE + "automatic: true\n").automatic()).isTrue();
  }

  @Test
  void whatIsWrongIsSaidInOneLine() {
    refused(WHOLE.replace("node: edge-1\n", ""), "node: missing");
    refused(WHOLE + "colour: red\n", "colour (not a key");
    refused(WHOLE.replace("group: edge", "nodes: 0"), "nodes: 0 (expected: 1 or more)");
    refused(WHOLE.replace("  socket: /run/haproxy/admin.sock\n", ""), "haproxy");
    refused(WHOLE + "nginx:\n  control: 127.0.0.1:9145\n", "exactly one");
    refused(WHOLE.replace("broker: 127.0.0.1:9092\n", ""), "broker: missing");
    refused(WHOLE + "metricsPort: many\n", "metricsPort");
    refused(WHOLE.replace("group: edge", "nodes: two"), "two");
    refused(
        WHOLE.replace("127.0.0.1:9092", "localhost"), "broker: localhost (expected: host:port)");
    refused(WHOLE.replace("[/etc/gatewatch/quota-signing.pub]", "/etc/x"), "publicKeys");
    refused(WHOLE.replace("haproxy:", "traefik:"), "traefik");
    refused("", "empty");
    refused("{", "");
  }

  @Test
  void aTokenGoesOverTlsOrStaysOnThisMachine() throws IOException {
    String feed = WHOLE.replace("broker: 127.0.0.1:9092\n", "feed: {url: \"%s\", tokenFile: t}\n");
    for (String good : List.of("https://gatewatch.example/", "http://127.0.0.1:8080")) {
      assertThat(read(feed.formatted(good)).feed().url()).isEqualTo(good.replaceAll("/$", ""));
    }
    for (String bad : List.of("http://gatewatch.example", "https://a:b@c", "x", "https://a?b=c")) {
      refused(feed.formatted(bad), "feed.url: no https address");
    }
    refused(WHOLE + "feed: {url: \"https://a\", tokenFile: t}\n", "broker, feed: both");
    refused(feed.formatted("https://a").replace(", tokenFile: t", ""), "feed.tokenFile: missing");
  }

  @Test
  void gatewaysInACloudAreReachedByTheirManagementApi() throws IOException {
    String head = WHOLE.substring(0, WHOLE.indexOf("haproxy:"));
    assertThat(read(head + "apigee: {organization: acme, tokenFile: t}\n").apigee().url())
        .isEqualTo("https://apigee.googleapis.com");
    String mule =
        "mulesoft: {organization: o, environment: e, api: 7, groups: [a.read], tokenFile: t}\n";
    refused(head + mule, "mulesoft.stateFile: missing");
    refused(head + mule.replace("[a.read]", "[]"), "mulesoft.groups: none");
    assertThat(read(head + "inProcess: true\n").haproxy()).isNull();
  }

  private void refused(String text, String expected) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("\n", "java.", "Creator", "deserialize");
  }

  private ReaderConfig read(String text) throws IOException {
    Path file = folder.resolve("reader.yaml");
    Files.writeString(file, text);
    return ReaderConfig.read(file);
  }
}
