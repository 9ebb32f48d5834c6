package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.detectors.Category;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.replaydata.cli.Gatewatch;
import io.gatewatch.replaydata.control.Positions;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry and a catalogue that are published while the system runs, from their position on. */
class KnowledgeInForceIT {
  private static final String REGISTERED = "5f0c3a52-8d2e-4c3f-9d55-0a8f6d1c2b77";
  private static final String STRANGER = "0e4b7a10-3c55-4a8e-b1fb-6c1f2d3e4f50";

  @TempDir Path folder;

  @Test
  void anImportCountsFromItsPositionOnAndUnregisteredAgentsAreAFinding() throws Exception {
    RunningUp.Places places = RunningUp.Places.under(folder);
    try (RunningUp up = RunningUp.start(places, "first")) {
      post(places, line("before", REGISTERED, Instant.now().minusSeconds(1)));

      String broker = places.broker();
      run("agents", "import", "--broker", broker, registry().toString());
      run("catalog", "import", "--broker", broker, specification().toString());
      Instant from = latest(broker, ControlRecord.CATALOG, ControlRecord.REGISTRY);
      assertThat(from).isAfter(Instant.now().plusSeconds(5));
      post(places, line("early", REGISTERED, Instant.now()));
      Await.until(
          "the position has come", Duration.ofMinutes(1), () -> Instant.now().isAfter(from));
      post(places, line("after", REGISTERED, Instant.now()));
      post(places, line("stranger", STRANGER, Instant.now()));

      List<ApiCall> calls = calls(places, 4);
      for (ApiCall call : calls.subList(0, 2)) {
        assertThat(call.agentName()).as(call.callId()).isEqualTo("as the gateway says");
        assertThat(call.agentClass()).isEqualTo(ApiCall.AgentClass.UNKNOWN);
        assertThat(call.operation()).isNull();
      }
      assertThat(calls.get(2).agentName()).isEqualTo("budget-buddy");
      assertThat(calls.get(2).agentClass()).isEqualTo(ApiCall.AgentClass.AISP);
      assertThat(calls.get(2).operation()).isEqualTo("getShop");
      assertThat(calls.get(2).route()).isEqualTo("/shops/{shopId}");
      assertThat(unregistered(places)).isEqualTo(STRANGER);
      assertThat(up.terminate()).isZero();
    }
  }

  private static Instant latest(String broker, String... kinds) {
    return Stream.of(kinds)
        .map(kind -> Positions.desk(broker).newest(kind, "given").orElseThrow().effectiveFrom())
        .max(Instant::compareTo)
        .orElseThrow();
  }

  private static List<ApiCall> calls(RunningUp.Places places, int expected) {
    LogEntryCodec codec = new LogEntryCodec();
    try (TopicTail tail = new TopicTail(places.broker(), LogEntry.TOPIC)) {
      tail.await(topic -> topic.calls() >= expected);
      return tail.records().stream()
          .map(record -> codec.read(record.value()))
          .filter(ApiCall.class::isInstance)
          .map(ApiCall.class::cast)
          .sorted((a, b) -> a.time().compareTo(b.time()))
          .toList();
    }
  }

  /** Whom the alert about an unregistered agent is about. */
  private static String unregistered(RunningUp.Places places) {
    try (TopicTail tail = new TopicTail(places.broker(), Alert.TOPIC)) {
      tail.await(rows -> !unregistered(rows).isEmpty());
      List<Alert> alerts = unregistered(tail);
      assertThat(alerts).extracting(alert -> alert.entity().id()).containsOnly(STRANGER);
      return alerts.get(0).entity().id();
    }
  }

  private static List<Alert> unregistered(TopicTail rows) {
    return rows.records().stream()
        .map(record -> AlertJson.read(record.value()))
        .filter(alert -> alert.category() == Category.UNREGISTERED_CLIENT)
        .toList();
  }

  private Path registry() throws Exception {
    return Files.writeString(
        folder.resolve("agents.yaml"),
        """
        closed: [default/default]
        agents:
          - {id: %s, name: budget-buddy, owner: Open banking desk, class: aisp}
        """
            .formatted(REGISTERED));
  }

  private Path specification() throws Exception {
    return Files.writeString(
        folder.resolve("shops.yaml"),
        """
        openapi: 3.0.0
        info: {title: shops, version: "1"}
        paths:
          /shops/{shopId}:
            get:
              operationId: getShop
              parameters:
                - {name: shopId, in: path, required: true, schema: {type: string}}
              responses: {"200": {description: ok}}
        """);
  }

  private static void run(String... args) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said, true);
    assertThat(Gatewatch.run(out, out, args)).as(said.toString()).isZero();
  }

  private static String line(String id, String agent, Instant time) {
    return """
        {"started_at":%d,"client_ip":"198.51.100.7",
         "request":{"id":"it-%s","method":"GET","uri":"/shops/12345678","size":99,"headers":{}},
         "response":{"status":200,"size":100},"latencies":{"request":5},"service":{"name":"shops"},
         "authenticated_entity":{"id":"7f7bd0f4-0d1a-4b39-8a53-6d1b5f5f7a11"},
         "consumer":{"id":"%s","username":"as the gateway says"}}"""
        .formatted(time.toEpochMilli(), id, agent);
  }

  private static void post(RunningUp.Places places, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(places.receiver() + "/v1/logs/kong"))
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
  }
}
