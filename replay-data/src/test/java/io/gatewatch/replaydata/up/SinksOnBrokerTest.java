package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import io.gatewatch.alerting.Alert;
import io.gatewatch.sinks.Sinks;
import io.gatewatch.sinks.SinksConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sinks on a real broker; their receivers are stubs that answer as HTTP says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SinksOnBrokerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WEBHOOK =
      "sinks: [{name: %s, kind: webhook, url: '%s', secretFile: '%s'}%s]";

  @TempDir static Path data;

  private EmbeddedBroker broker;
  private KafkaProducer<byte[], byte[]> alerts;
  private Path secret;

  @BeforeAll
  void start() throws Exception {
    broker =
        EmbeddedBroker.start(
            new BrokerConfig(
                data.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()));
    Topics.createMissing(broker.bootstrapServers(), List.of(), List.of("gatewatch.findings.ocsf"));
    alerts =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    secret =
        Files.writeString(
            data.resolve("secret"), "whsec_" + Base64.getEncoder().encodeToString(new byte[32]));
  }

  @AfterAll
  void stop() {
    alerts.close();
    broker.close();
  }

  @Test
  void aReceiverThatIsAwayDelaysNoOtherAndIsToldAllWhenItIsBack() throws Exception {
    try (Receiver soc = new Receiver(request -> HttpStatus.SERVICE_UNAVAILABLE)) {
      try (Sinks running =
          started(webhook("away", soc, ", {name: lake, kind: ocsf}"), "away", "lake")) {
        tell("a-1", 1, "created");
        tell("a-1", 2, "closed");

        assertThat(rows("gatewatch.findings.ocsf", 2))
            .extracting(row -> row.at("/metadata/uid").asText())
            .containsExactly("a-1-1", "a-1-2");
        assertThat(soc.next()).isEqualTo("a-1-1");
        soc.answer = request -> HttpStatus.OK;
        assertThat(soc.nextOtherThan("a-1-1")).isEqualTo("a-1-2");
        assertThat(running).isNotNull();
      }
    }
  }

  @Test
  void aSinkThatWasStoppedGoesOnWhereItWas() throws Exception {
    try (Receiver soc = new Receiver(request -> HttpStatus.OK)) {
      String config = webhook("stopped", soc, "");
      try (Sinks running = started(config, "stopped")) {
        tell("b-1", 1, "created");
        assertThat(soc.next()).isEqualTo("b-1-1");
        assertThat(running).isNotNull();
      }
      tell("b-2", 1, "created");
      try (Sinks running = started(config, "stopped")) {
        assertThat(soc.next()).isEqualTo("b-2-1");
        assertThat(running).isNotNull();
      }
    }
  }

  @Test
  void whatAReceiverRefusesForGoodIsADeadLetterWithItsReasonAndTheNextOneGoesOn() throws Exception {
    try (Receiver soc =
            new Receiver(
                request ->
                    request.contentUtf8().contains("c-1")
                        ? HttpStatus.UNPROCESSABLE_ENTITY
                        : HttpStatus.OK);
        Sinks running = started(webhook("picky", soc, ""), "picky")) {
      tell("c-1", 1, "created");
      tell("c-2", 1, "created");

      assertThat(soc.nextOtherThan("c-1-1")).isEqualTo("c-2-1");
      JsonNode letter = rows("gatewatch.dead-letters", 1).get(0);
      assertThat(letter.at("/sink").asText()).isEqualTo("picky");
      assertThat(letter.at("/reason").asText()).isEqualTo("HTTP 422");
      assertThat(letter.at("/alert/alertId").asText()).isEqualTo("c-1");
      assertThat(running).isNotNull();
    }
  }

  @Test
  void anAlertmanagerIsToldOfOpenAlertsAndOfTheirEnd() throws Exception {
    tell("d-1", 1, "created");
    try (Receiver manager = new Receiver(request -> HttpStatus.OK);
        Sinks running =
            Sinks.start(
                SinksConfig.parse(
                    "sinks: [{name: pager, kind: alertmanager, url: '" + manager.url() + "'}]"),
                broker.bootstrapServers())) {
      assertThat(manager.posted("d-1").at("/labels/severity").asText()).isEqualTo("high");

      tell("d-1", 2, "closed");
      JsonNode resolved = manager.posted("d-1");
      while (!resolved.at("/endsAt").asText().startsWith("2026-02-03")) {
        resolved = manager.posted("d-1");
      }
      assertThat(manager.paths).containsOnly("/api/v2/alerts");
      assertThat(running).isNotNull();
    }
  }

  private String webhook(String name, Receiver receiver, String more) {
    return WEBHOOK.formatted(name, receiver.url(), secret, more);
  }

  /** Started, and each group has its place in the topic. */
  private Sinks started(String yaml, String... names) throws Exception {
    Sinks running = Sinks.start(SinksConfig.parse(yaml), broker.bootstrapServers());
    TopicPartition partition = new TopicPartition(Alert.TOPIC, 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      for (String name : names) {
        String group = "gatewatch-sink-" + name;
        while (admin
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition)
            == null) {
          TimeUnit.MILLISECONDS.sleep(20);
        }
      }
    }
    return running;
  }

  private void tell(String id, int version, String activity) throws Exception {
    String row =
        "{\"schema\":1,\"alertId\":\"%s\",\"version\":%d,\"status\":\"%s\",\"activity\":\"%s\","
                .formatted(id, version, activity.equals("closed") ? "resolved" : "new", activity)
            + "\"time\":\"2026-02-03T09:00:0%d.000Z\",".formatted(version)
            + "\"firstSeen\":\"2026-02-03T09:00:00.000Z\","
            + "\"lastSeen\":\"2026-02-03T09:00:00.000Z\",\"tenant\":\"bank\",\"group\":\"kong\","
            + "\"lane\":\"security\",\"entity\":{\"kind\":\"agent\",\"id\":\"7\",\"name\":null,"
            + "\"key\":\"bank/kong/agent/7\"},\"category\":\"volume_spike\",\"severity\":\"high\","
            + "\"risk\":70,\"confidence\":0.8,\"title\":\"t\",\"summary\":\"s\",\"detectors\":[],"
            + "\"evidence\":[],\"owasp\":[],\"mitre\":[],\"recommendedActions\":[],\"calls\":[]}";
    alerts.send(new ProducerRecord<>(Alert.TOPIC, id.getBytes(UTF_8), row.getBytes(UTF_8))).get();
  }

  private List<JsonNode> rows(String topic, int count) throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(topic, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (rows.size() < count) {
        for (var row : consumer.poll(Duration.ofMillis(200))) {
          rows.add(JSON.readTree(row.value()));
        }
      }
    }
    return rows;
  }

  /** An HTTP receiver on a free port. */
  private static final class Receiver implements AutoCloseable {
    volatile Function<AggregatedHttpRequest, HttpStatus> answer;
    final List<String> paths = new java.util.concurrent.CopyOnWriteArrayList<>();
    private final BlockingQueue<AggregatedHttpRequest> came = new LinkedBlockingQueue<>();
    private final Server server;

    Receiver(Function<AggregatedHttpRequest, HttpStatus> answer) {
      this.answer = answer;
      server =
          Server.builder()
              .http(0)
              .serviceUnder(
                  "/",
                  (context, request) -> HttpResponse.of(request.aggregate().thenApply(this::take)))
              .build();
      server.start().join();
    }

    private HttpResponse take(AggregatedHttpRequest request) {
      paths.add(request.path());
      came.add(request);
      return HttpResponse.of(answer.apply(request));
    }

    String url() {
      return "http://127.0.0.1:" + server.activeLocalPort();
    }

    String next() throws InterruptedException {
      return came.take().headers().get("webhook-id");
    }

    String nextOtherThan(String id) throws InterruptedException {
      String next = next();
      while (next.equals(id)) {
        next = next();
      }
      return next;
    }

    JsonNode posted(String alertId) throws Exception {
      while (true) {
        for (JsonNode alert : JSON.readTree(came.take().contentUtf8())) {
          if (alert.at("/labels/alert_id").asText().equals(alertId)) {
            return alert;
          }
        }
      }
    }

    @Override
    public void close() {
      server.stop().join();
    }
  }
}
