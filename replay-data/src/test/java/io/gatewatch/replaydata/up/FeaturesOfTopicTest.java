package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.CallLine;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.models.training.TrainingRow.Told;
import io.gatewatch.models.training.TrainingSetReader;
import io.gatewatch.replaydata.cli.Gatewatch;
import io.gatewatch.replaydata.train.QuotaTexts;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of the calls on a broker, by the rules and verdicts that stand on it. */
class FeaturesOfTopicTest {
  private static final Path CALLS = Path.of("cases/object-enumeration/refused/calls.ndjson.zst");
  private static final String AGENT = "bank/edge/agent/kong%7Eaisp-1";
  private static final Instant CHANGE = Instant.parse("2026-03-02T08:30:00Z");
  private static final Instant CUT = Instant.parse("2026-03-02T08:16:00Z");
  private static final Instant END = Instant.parse("2026-03-02T10:00:00Z");
  private static final int PARTITIONS = 4;

  @TempDir private Path folder;
  private final StringWriter errors = new StringWriter();
  private KeyPair ours;

  @BeforeEach
  void makeAKey() throws GeneralSecurityException {
    ours = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  @Test
  void eachRowIsToldWhatTheRulesInForceThenToldAndLabelledByWhatAnalystsSaid() throws Exception {
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(
            new BrokerConfig(
                folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()))) {
      Topics.createMissing(broker.bootstrapServers());
      write(broker.bootstrapServers());
      List<TrainingRow> rows = rows(broker.bootstrapServers());
      assertThat(rows)
          .filteredOn(r -> r.time().isBefore(CHANGE))
          .hasSizeGreaterThan(10)
          .allMatch(r -> r.told() == Told.NOTHING);
      assertThat(rows)
          .filteredOn(r -> !r.time().isBefore(CHANGE))
          .anyMatch(r -> r.told() == Told.LOUD);
      assertThat(rows)
          .filteredOn(r -> r.label().equals("scraping"))
          .hasSizeBetween(2, 6)
          .allMatch(r -> r.agent().equals(AGENT));
      assertThat(rows)
          .filteredOn(r -> r.excluded() == TrainingRow.Exclusion.QUOTA)
          .hasSizeBetween(3, 10)
          .allMatch(r -> r.agent().equals(AGENT) && !r.teaches())
          .allMatch(r -> !r.time().isBefore(CUT) && r.time().isBefore(CUT.plusSeconds(600)));
      assertThat(errors.toString())
          .hasLineCount(3)
          .contains("1 record of gatewatch.verdicts left out: no verdict")
          .contains("1 record of gatewatch.quotas left out: no quota update")
          .contains("2 records of gatewatch.quotas left out: not signed with --quota-key");
      whoChecksNoSignatureIsToldSo(broker.bootstrapServers());
    }
  }

  private void whoChecksNoSignatureIsToldSo(String servers) throws IOException {
    errors.getBuffer().setLength(0);
    assertThat(features(servers)).isZero();
    assertThat(errors.toString())
        .hasLineCount(3)
        .contains("signatures of 4 quota updates were not checked (mend: --quota-key");
  }

  @Test
  void whereNoBrokerAnswersThatIsSaid() throws IOException {
    assertThat(features("127.0.0.1:1")).isEqualTo(4);
    assertThat(errors.toString()).hasLineCount(1).contains("no broker answers at 127.0.0.1:");
  }

  private List<TrainingRow> rows(String servers) throws IOException {
    Path key = folder.resolve("quota-signing.pub");
    Files.writeString(key, Base64.getMimeEncoder().encodeToString(ours.getPublic().getEncoded()));
    assertThat(features(servers, "--quota-key", key.toString())).as(errors.toString()).isZero();
    List<TrainingRow> rows = new ArrayList<>();
    TrainingSetReader.read(folder.resolve("set.csv"), rows::add);
    return rows;
  }

  private int features(String servers, String... more) {
    String out = folder.resolve("set.csv").toString();
    List<String> asked = new ArrayList<>(List.of("features", "--format", "calls", "--topic"));
    asked.addAll(List.of("--broker", servers, "--out", out));
    asked.addAll(List.of(more));
    return Gatewatch.run(
        new PrintWriter(PrintWriter.nullWriter()),
        new PrintWriter(errors, true),
        asked.toArray(String[]::new));
  }

  private void write(String servers) throws Exception {
    LogEntryCodec codec = new LogEntryCodec();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (ControlRecord rules : List.of(rules(1, Instant.EPOCH, 100_000), rules(2, CHANGE, 1))) {
        producer
            .send(
                new ProducerRecord<>(
                    ControlRecord.TOPIC, rules.key().getBytes(UTF_8), rules.write()))
            .get();
      }
      verdict(
          producer,
          "{\"principal\":\""
              + AGENT
              + "\",\"verdict\":\"missed\",\"category\":\"scraping\","
              + "\"from\":\"2026-03-02T08:10:00Z\",\"to\":\"2026-03-02T08:15:00Z\"}");
      verdict(producer, "a word");
      String watched = QuotaTexts.of("aisp-1", CUT.minusSeconds(900), "monitor", 0.5, 600);
      // Of one key the topic may keep the latest alone.
      quota(producer, ours, watched.replace("edge/*/", "edge/cards.read/"));
      quota(producer, ours, QuotaTexts.of("aisp-1", CUT, "enforce", 0.5, 600));
      // It would hide an attack from all training, were it believed.
      String forged = QuotaTexts.of("aisp-1", CUT.plusSeconds(1200), "enforce", 0.5, 900_000_000);
      quota(producer, KeyPairGenerator.getInstance("Ed25519").generateKeyPair(), forged);
      quota(producer, null, forged);
      quota(producer, null, "{}");
      for (LogEntry call : calls()) {
        producer.send(new ProducerRecord<>(LogEntry.TOPIC, 0, null, codec.write(call))).get();
      }
      // A writer is believed once it has spoken three times.
      for (int second = 0; second < 3; second++) {
        byte[] clock = codec.write(new Clock("test", END.plusSeconds(second)));
        for (int partition = 0; partition < PARTITIONS; partition++) {
          producer.send(new ProducerRecord<>(LogEntry.TOPIC, partition, null, clock)).get();
        }
      }
    }
  }

  private static void quota(KafkaProducer<byte[], byte[]> producer, KeyPair signer, String json)
      throws Exception {
    String name = new ObjectMapper().readTree(json).path("key").asText("none");
    byte[] key = name.getBytes(UTF_8);
    var row = new ProducerRecord<>(QuotaUpdate.TOPIC, key, json.getBytes(UTF_8));
    if (signer != null) {
      String kid = QuotaSignature.kid(signer.getPublic());
      String signature = QuotaSignature.sign(signer.getPrivate(), kid, key, row.value());
      row.headers().add(QuotaSignature.HEADER, signature.getBytes(UTF_8));
    }
    producer.send(row).get();
  }

  private static void verdict(KafkaProducer<byte[], byte[]> producer, String json)
      throws Exception {
    producer.send(new ProducerRecord<>("gatewatch.verdicts", json.getBytes(UTF_8))).get();
  }

  private static ControlRecord rules(int version, Instant from, int calls) {
    String text =
        """
        rules:
          - id: many-calls
            version: %d
            category: unusual_behaviour
            severity: medium
            thresholds: {most: %d}
            window: 1m
            condition: calls >= most
            verb: calls
            explanation: "{calls} calls"
        """
            .formatted(version, calls);
    return ControlRecord.of(ControlRecord.RULES, "given", version, from, text);
  }

  private static List<LogEntry> calls() throws IOException {
    List<LogEntry> entries = new ArrayList<>();
    try (InputStream in = new ZstdInputStream(Files.newInputStream(CALLS))) {
      new String(in.readAllBytes(), UTF_8)
          .lines()
          .forEach(
              line -> entries.add(((CallLine.Entry) CallJson.read(line.getBytes(UTF_8))).entry()));
    }
    return entries;
  }
}
