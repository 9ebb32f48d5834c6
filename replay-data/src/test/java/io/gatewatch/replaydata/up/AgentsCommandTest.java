package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.replaydata.cli.Gatewatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentsCommandTest {
  @TempDir private Path folder;
  private EmbeddedBroker broker;
  private String out;
  private String err;

  @BeforeEach
  void start() {
    broker =
        EmbeddedBroker.start(
            new BrokerConfig(
                folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()));
    Topics.createMissing(broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aRegistryIsPublishedOnceForEachChangeAndNeverInTheMiddleOfARound() throws Exception {
    assertThat(run("agents", "list")).isZero();
    assertThat(out).contains("agents import FILE");

    Path file = registry("2026-03-01", "2099-12-31");
    assertThat(run("agents", "import", file.toString())).isZero();
    assertThat(out).contains("2 agents").contains("registry:given:1").contains("first call");
    assertThat(run("agents", "import", file.toString())).isZero();
    assertThat(out).contains("says the same");

    tellTime(Instant.parse("2026-01-10T13:00:07Z"));
    assertThat(run("agents", "import", registry("2026-04-01", "2099-12-31").toString())).isZero();
    assertThat(out).contains("registry:given:2").contains("2026-01-10T13:00:30Z");

    assertThat(run("agents", "list", "--today", "2026-04-02")).isZero();
    assertThat(out.lines().toList().get(1)).contains("aisp-10").contains("overdue by 1 d");
    assertThat(out.lines().toList().get(2)).contains("batch-1").contains("read_only");
    assertThat(out).contains("registry:given:2");
    assertThat(run("agents", "review", "--today", "2026-04-02")).isEqualTo(1);
    assertThat(out).contains("aisp-10").doesNotContain("batch-1");
    assertThat(run("agents", "review", "--today", "2026-04-01")).isZero();
    assertThat(run("agents", "review", "--today", "2026-01-01")).isZero();
    assertThat(out).contains("No review is due");

    assertThat(run("catalog", "import", specification().toString() + "=/pay")).isZero();
    assertThat(out).contains("1 operation: ").contains("catalog:given:1");
  }

  @Test
  void aBrokenFileIsRefusedInOneLineBeforeAnybodyIsAsked() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.yaml"), "agents: [{id: 7}]\n");
    broker.close();

    assertThat(run("agents", "import", broken.toString())).isEqualTo(2);
    assertThat(err).contains("broken.yaml").contains("no name").hasLineCount(1);
    assertThat(run("agents", "import", folder.resolve("none.yaml").toString())).isEqualTo(3);
    assertThat(run("catalog", "import", broken.toString())).isEqualTo(2);
    assertThat(err).contains("broken.yaml").hasLineCount(1);
    assertThat(run("agents")).isEqualTo(2);
    assertThat(run("catalog")).isEqualTo(2);
    assertThat(run("agents", "list")).isEqualTo(4);
    assertThat(err).contains("no broker answers").hasLineCount(1);
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (args.length > 1) {
      all.addAll(2, List.of("--broker", broker.bootstrapServers()));
    }
    StringWriter said = new StringWriter();
    StringWriter complained = new StringWriter();
    int exitCode =
        Gatewatch.run(
            new PrintWriter(said, true),
            new PrintWriter(complained, true),
            all.toArray(String[]::new));
    out = said.toString();
    err = complained.toString();
    return exitCode;
  }

  private Path registry(String first, String second) throws IOException {
    return Files.writeString(
        folder.resolve("agents.yaml"),
        """
        agents:
          - {id: b-1, name: batch-1, owner: Core banking, class: batch, stage: read_only, review: %s}
          - {id: a-10, name: aisp-10, owner: Partner desk, class: aisp, review: %s}
        """
            .formatted(second, first));
  }

  private Path specification() throws IOException {
    return Files.writeString(
        folder.resolve("payments.yaml"),
        """
        openapi: 3.0.0
        info: {title: payments, version: "1"}
        paths:
          /payments/{paymentId}:
            get:
              operationId: getPayment
              parameters:
                - {name: paymentId, in: path, required: true, schema: {type: string}}
              responses: {"200": {description: ok}}
        """);
  }

  private void tellTime(Instant time) throws Exception {
    ByteArraySerializer bytes = new ByteArraySerializer();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
            bytes,
            bytes)) {
      byte[] key = "clock/test".getBytes(StandardCharsets.UTF_8);
      byte[] value = new LogEntryCodec().write(new Clock("test", time));
      producer.send(new ProducerRecord<>(LogEntry.TOPIC, 0, key, value)).get();
    }
  }
}
