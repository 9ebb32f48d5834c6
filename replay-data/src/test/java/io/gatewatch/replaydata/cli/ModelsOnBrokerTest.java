package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.collector.ControlDesk;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.replaydata.control.AuditTopic;
import io.gatewatch.replaydata.control.Positions;
import io.gatewatch.replaydata.train.TopicTexts;
import io.gatewatch.replaydata.up.BrokerConfig;
import io.gatewatch.replaydata.up.EmbeddedBroker;
import io.gatewatch.replaydata.up.Ports;
import io.gatewatch.replaydata.up.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a running system hears of a registry, on a real broker. */
class ModelsOnBrokerTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;
  private Path store;
  private Path table;
  private EmbeddedBroker broker;
  private ControlDesk desk;

  @BeforeEach
  void start() throws IOException {
    store = folder.resolve("models");
    Files.createDirectories(store);
    Files.writeString(store.resolve("policy.yaml"), "shadowFor: PT0S\n");
    table = MadeTable.write(folder.resolve("features.csv.gz"));
    broker =
        EmbeddedBroker.start(
            new BrokerConfig(
                folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()));
    Topics.createMissing(broker.bootstrapServers());
    desk = Positions.desk(broker.bootstrapServers());
  }

  @AfterEach
  void stop() {
    broker.close();
  }

  @Test
  void aModelGoesLiveAndBackAndTheSameTwiceChangesNothing() throws IOException {
    String model = added();
    assertThat(pointers()).isEmpty();

    assertThat(change("shadow", model).out()).contains(model + " is the shadow");
    assertThat(change("shadow", model).out()).contains("is the shadow already");
    assertThat(kinds()).containsExactly("model-file", "model:shadow:1");
    assertThat(desk.records(ControlRecord.MODEL_FILE).get(0).id())
        .isEqualTo(newest(ModelPointer.SHADOW).sha256());

    CliRun promoted = promote(model);
    assertThat(promoted.exitCode()).as(promoted.out() + promoted.err()).isZero();
    assertThat(newest(ModelPointer.CHAMPION).model()).isEqualTo(model);
    assertThat(newest(ModelPointer.SHADOW)).isEqualTo(ModelPointer.NONE);
    assertThat(promote(model).err()).contains("is the champion already");

    assertThat(change("rollback").out()).contains("rules and baselines judge alone again");
    assertThat(newest(ModelPointer.CHAMPION)).isEqualTo(ModelPointer.NONE);
    assertThat(change("rollback").exitCode()).isEqualTo(2);
    assertThat(sync().out()).contains("nothing was published");
    assertThat(kinds())
        .containsExactly(
            "model-file",
            "model:shadow:1",
            "model:champion:1",
            "model:shadow:2",
            "model:champion:2");
    assertAudited("model_add", "model_shadow", "model_promote", "model_rollback");
  }

  @Test
  void whatWasWrittenDownButNotPublishedIsPublishedBySync() throws IOException {
    String model = added();
    assertThat(promote(model, "--no-publish").exitCode()).isZero();
    CliRun refused = change("rollback");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("champion: " + model + " by the registry, none by the running system")
        .contains("models sync")
        .hasLineCount(1);
    assertThat(pointers()).isEmpty();

    assertThat(sync().out()).contains("champion: " + model);
    assertThat(newest(ModelPointer.CHAMPION).model()).isEqualTo(model);
    assertAudited("model_add", "model_promote");
    assertThat(change("rollback").exitCode()).isZero();
  }

  /** The system must never judge by a champion that the registry does not know as one. */
  @Test
  void whatTheBrokerRefusesIsWrittenDownAndSaidAndSyncPublishesIt() throws Exception {
    String model = added();
    limitControl("100");
    CliRun failed = promote(model);
    assertThat(failed.exitCode()).isEqualTo(4);
    assertThat(failed.err())
        .contains("written into the registry, but not published")
        .contains("models sync")
        .hasLineCount(1);
    assertThat(pointers()).isEmpty();
    assertThat(CliRun.of("models", "list", "--store", store.toString()).out())
        .contains("champion  " + model);

    limitControl("8388608");
    assertThat(sync().exitCode()).isZero();
    assertThat(newest(ModelPointer.CHAMPION).model()).isEqualTo(model);
    assertAudited("model_add", "model_promote");
  }

  private void limitControl(String bytes) throws Exception {
    ConfigResource control = new ConfigResource(ConfigResource.Type.TOPIC, ControlRecord.TOPIC);
    AlterConfigOp limit =
        new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin.incrementalAlterConfigs(Map.of(control, List.of(limit))).all().get();
    }
  }

  @Test
  void aChampionThatTheRegistryDoesNotKnowIsTakenBackBySyncOnly() throws IOException {
    String model = added();
    desk.publish(
        ControlRecord.MODEL,
        ModelPointer.CHAMPION,
        new ModelPointer(Sha256.hex("other"), "other-1").write());
    assertThat(change("shadow", model).err()).contains("other-1 by the running system");
    assertThat(change("rollback").err()).contains("judge alone already");
    assertThat(sync().out()).contains("champion: none");
    assertThat(newest(ModelPointer.CHAMPION)).isEqualTo(ModelPointer.NONE);
  }

  /** The one that ships is on control before anybody has a registry. */
  @Test
  void aShadowThatNobodySpokeOfIsNoReasonToRefuseAndStays() throws IOException {
    String model = added();
    ModelPointer shipped = new ModelPointer(Sha256.hex("shipped"), "shipped-1");
    desk.publish(ControlRecord.MODEL, ModelPointer.SHADOW, shipped.write());
    assertThat(promote(model).exitCode()).isZero();
    assertThat(sync().exitCode()).isZero();
    assertThat(newest(ModelPointer.SHADOW)).isEqualTo(shipped);
  }

  /** A shadow that the running system never heard of has not been on trial. */
  @Test
  void theTimeInTheShadowBeginsWhenItIsPublished() throws IOException {
    String model = added();
    Files.writeString(store.resolve("policy.yaml"), "shadowFor: P7D\n");
    assertThat(change("shadow", model, "--no-publish").exitCode()).isZero();
    assertThat(promote(model).out())
        .contains("REFUSED shadow     it is not the shadow on live traffic");
    assertThat(sync().out()).contains("shadow: " + model);
    assertThat(promote(model).out()).contains("REFUSED shadow     the shadow for 0 h 0 min");
  }

  /** What analysts told the running system counts without a file. */
  @Test
  void aFalseAlarmOfTheTopicBecomesAFixtureBeforeTheGatesAreAsked() throws Exception {
    Files.writeString(store.resolve("policy.yaml"), "shadowFor: PT0S\nalertsPerDay: 3\n");
    String model = added();
    String old = MadeTable.START.minusSeconds(86_400).toString();
    String span = ",\"from\":\"" + old + "\",\"to\":\"" + old + "\"";
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>("gatewatch.alerts", "a-1", alert("a-1"))).get();
      producer.send(new ProducerRecord<>("gatewatch.verdicts", "a-1", falsePositive(span))).get();
      String ofAlert = ",\"alertId\":\"a-1\",\"reason\":\"month's end\"";
      producer
          .send(new ProducerRecord<>("gatewatch.verdicts", "a-1", falsePositive(ofAlert)))
          .get();
      // One record of somebody who is nobody must not end all promotions.
      String within = ",\"from\":\"2026-03-05T00:00:00Z\",\"to\":\"2026-03-05T01:00:00Z\"";
      String nobody = falsePositive(within).replace("app-23", "nobody");
      producer.send(new ProducerRecord<>("gatewatch.verdicts", "a-1", nobody)).get();
    }
    assertThat(promote(model, "--no-publish").out()).doesNotContain("REFUSED fixtures");
    assertThat(
            CliRun.of(
                    "models", "rollback", "--store", store.toString(), "--no-publish", "--why", "x")
                .exitCode())
        .isZero();

    CliRun refused = promote(model);
    assertThat(refused.exitCode()).as(refused.out() + refused.err()).isEqualTo(1);
    assertThat(refused.out()).containsPattern("REFUSED fixtures +alerts on fx-[0-9a-f]{12}, ");
    assertThat(refused.err())
        .hasLineCount(2)
        .contains("1 false alarm of gatewatch.verdicts older than the table: no new fixture")
        .contains("(2026-03-05T00:00:00Z to 2026-03-05T01:00:00Z), has no ordinary minute");
    String id = refused.out().replaceAll("(?s).*(fx-[0-9a-f]{12}).*", "$1");
    assertThat(change("fixtures", "retire", id).out()).contains(id + " is retired");
    CliRun again = promote(model);
    assertThat(again.exitCode()).as(again.out() + again.err()).isZero();
    List<JsonNode> rows = audited();
    assertThat(rows)
        .extracting(r -> r.path("action").asText())
        .endsWith("model_refuse", "retire_fixture", "model_promote");
    JsonNode retired = rows.get(rows.size() - 2);
    assertThat(retired.path("subject").asText()).isEqualTo("fixture/" + id);
    assertThat(rows.get(rows.size() - 1).at("/basis/verdicts").asText())
        .matches("[0-9a-f]{64}")
        .isEqualTo(rows.get(rows.size() - 3).at("/basis/verdicts").asText());
  }

  private static String falsePositive(String more) {
    return "{\"principal\":\"" + MadeTable.CLERK + "\",\"verdict\":\"false_positive\"" + more + "}";
  }

  /** One of a replay, told of the agent that did its books. */
  private String alert(String id) throws IOException {
    Path run = folder.resolve("run");
    String calls = "cases/object-enumeration/refused/calls.ndjson.zst";
    CliRun.of("replay", "--format", "calls", "--input", calls, "--out", run.toString());
    ObjectNode alert =
        (ObjectNode) JSON.readTree(Files.readAllLines(run.resolve("alerts.ndjson")).get(0));
    alert.put("alertId", id);
    alert.put("firstSeen", MadeTable.BOOKS_FROM.toString());
    alert.put("lastSeen", MadeTable.BOOKS_TO.toString());
    ((ObjectNode) alert.get("entity")).put("key", MadeTable.CLERK);
    return alert.toString();
  }

  private List<JsonNode> audited() throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String row : TopicTexts.read(broker.bootstrapServers(), AuditTopic.NAME)) {
      rows.add(JSON.readTree(row));
    }
    return rows;
  }

  /** Whoever reads the topic alone sees each event, and that none is missing between two. */
  private void assertAudited(String... actions) throws IOException {
    List<JsonNode> rows = audited();
    assertThat(rows).extracting(r -> r.path("action").asText()).containsExactly(actions);
    String previous = "";
    for (JsonNode row : rows) {
      assertThat(row.path("previous").asText()).isEqualTo(previous);
      String file = "events/%06d.json".formatted(row.path("sequence").asInt());
      previous = Sha256.hex(Files.readAllBytes(store.resolve(file)));
      assertThat(row.path("event").asText()).isEqualTo(previous);
    }
  }

  private List<String> kinds() {
    List<String> kinds = new ArrayList<>();
    for (String text : TopicTexts.read(broker.bootstrapServers(), ControlRecord.TOPIC)) {
      ControlRecord record = ControlRecord.read(text.getBytes(StandardCharsets.UTF_8));
      kinds.add(record.kind().equals(ControlRecord.MODEL_FILE) ? "model-file" : record.key());
    }
    return kinds;
  }

  private List<ControlRecord> pointers() {
    return desk.records(ControlRecord.MODEL);
  }

  private ModelPointer newest(String role) {
    return ModelPointer.read(desk.newest(ControlRecord.MODEL, role).orElseThrow().payload());
  }

  private String added() throws IOException {
    Path recipe =
        Files.writeString(
            folder.resolve("recipe.yaml"),
            """
            name: objects
            trainer: linear
            trusted: [new_objects_5m]
            inputs: [calls_1m, new_objects_5m]
            """);
    Path out = folder.resolve("out");
    CliRun trained =
        CliRun.of(
            "train",
            "--recipe",
            recipe.toString(),
            "--features",
            table.toString(),
            "--out",
            out.toString());
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    CliRun added =
        CliRun.of(
            "models", "add", out.resolve("model.json").toString(), "--store", store.toString());
    assertThat(added.exitCode()).as(added.err()).isZero();
    return added.out().substring(0, added.out().indexOf(':'));
  }

  private CliRun sync() {
    return CliRun.of(
        "models", "sync", "--store", store.toString(), "--broker", broker.bootstrapServers());
  }

  private CliRun promote(String model, String... more) {
    return change(
        Stream.of(List.of("promote", model, "--features", table.toString()), List.of(more))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }

  private CliRun change(String... args) {
    return CliRun.of(
        Stream.of(
                List.of("models"),
                List.of(args),
                List.of("--store", store.toString(), "--broker", broker.bootstrapServers()),
                List.of("--who", "ada", "--why", "a test"))
            .flatMap(List::stream)
            .toArray(String[]::new));
  }
}
