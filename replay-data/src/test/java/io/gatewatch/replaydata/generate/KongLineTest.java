package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KongLineTest {
  private static List<GeneratedLine> lines;

  @BeforeAll
  static void someHours() {
    lines = Traffic.of(Scenario.defaults(5, 25), Duration.ofHours(7), Duration.ofHours(11));
  }

  @Test
  void everyLineIsAnObjectOfKongsShape() {
    for (GeneratedLine line : lines) {
      JsonNode kong = Traffic.json(line);
      JsonNode request = kong.get("request");
      assertThat(request.get("id").asText()).matches("[0-9a-f]{32}");
      assertThat(request.get("method").asText()).isIn("GET", "POST");
      assertThat(request.get("uri").asText()).startsWith("/");
      assertThat(request.get("size").asInt()).isPositive();
      assertThat(request.get("querystring").isObject()).isTrue();
      assertThat(request.get("headers").get("user-agent").isTextual()).isTrue();
      assertThat(kong.get("response").get("status").asInt()).isBetween(200, 504);
      assertThat(kong.get("response").get("size").asLong()).isPositive();
      assertThat(kong.get("latencies").get("proxy").asInt()).isGreaterThanOrEqualTo(-1);
      assertThat(kong.get("client_ip").asText()).matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
      assertThat(kong.get("started_at").isIntegralNumber()).isTrue();
      assertThat(line.line().length).isBetween(800, 3_000);
    }
  }

  @Test
  void aCallThatWentNowhereHasAnEmptyTableOfTriesAndNoUpstream() {
    assertThat(lines)
        .filteredOn(line -> Traffic.json(line).get("source").asText().equals("kong"))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(Traffic.text(line)).contains("\"tries\":{}");
              assertThat(Traffic.json(line).get("latencies").get("proxy").asInt()).isEqualTo(-1);
              assertThat(Traffic.json(line).has("upstream_status")).isFalse();
            });
  }

  @Test
  void whoeverIsRefusedWith401IsNobodyToTheGateway() {
    assertThat(lines)
        .filteredOn(line -> Traffic.status(line) == 401)
        .isNotEmpty()
        .noneMatch(line -> Traffic.json(line).has("consumer"))
        .noneMatch(line -> Traffic.json(line).has("authenticated_entity"));
  }

  @Test
  void aPathThatNoRouteMatchesHasNeitherServiceNorConsumer() {
    assertThat(lines)
        .filteredOn(line -> !Traffic.json(line).has("route"))
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(Traffic.json(line).has("service")).isFalse();
              assertThat(Traffic.json(line).has("consumer")).isFalse();
              assertThat(Traffic.status(line)).isEqualTo(404);
            });
  }

  @Test
  void aProgramAlwaysAsksForTheSameSizeOfPagesOrForNoneAndOnlyWhereThereAreLists() {
    Map<String, Set<String>> sizes = new TreeMap<>();
    for (GeneratedLine line : lines) {
      JsonNode request = Traffic.json(line).get("request");
      String size = request.get("querystring").path("pageSize").asText("none");
      String path = request.get("uri").asText().replaceFirst("[?].*", "");
      String agent = Traffic.agent(line);
      if (!path.matches(".*/(transactions|products|feed)")) {
        assertThat(size).isEqualTo("none");
      } else if (line.attackId() == null && !agent.isEmpty()) {
        sizes.computeIfAbsent(agent, a -> new TreeSet<>()).add(size);
      }
    }
    assertThat(sizes.values()).hasSizeGreaterThan(5).allMatch(habit -> habit.size() == 1);
    assertThat(sizes.values().stream().distinct()).contains(Set.of("none")).hasSizeGreaterThan(2);
  }

  @Test
  void aPartnersKeyIsLoggedInClearAsKongDoes() {
    assertThat(lines)
        .filteredOn(line -> Traffic.agent(line).startsWith("partner"))
        .isNotEmpty()
        .allMatch(line -> Traffic.text(line).contains("\"x-api-key\":\"pk_live_"));
  }

  @Test
  void assistantsNameTheirToolsAndStayInOneTraceASession() {
    TreeSet<String> tools = new TreeSet<>();
    for (GeneratedLine line : lines) {
      JsonNode headers = Traffic.json(line).get("request").get("headers");
      if (headers.has("mcp-tool")) {
        tools.add(headers.get("mcp-tool").asText());
        assertThat(headers.has("mcp-session-id")).isTrue();
      }
    }
    assertThat(tools).hasSizeGreaterThan(6);
  }

  @Test
  void datesAreWrittenAsHttpWritesThem() {
    String date = Traffic.json(lines.get(0)).at("/response/headers/date").asText();
    assertThat(date).isEqualTo("Mon, 05 Jan 2026 07:00:00 GMT");
  }
}
