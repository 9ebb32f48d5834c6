package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Limit;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.cli.Gatewatch;
import io.gatewatch.replaydata.control.Positions;
import io.gatewatch.replaydata.train.TopicTexts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What people say about quotas, on a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuotasCommandTest {
  private static final String KEY = "bank/edge/accounts.read/agent-7";

  @TempDir static Path folder;

  private EmbeddedBroker broker;
  private String out;

  @BeforeAll
  void start() {
    broker =
        EmbeddedBroker.start(
            new BrokerConfig(
                folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()));
    Topics.createMissing(broker.bootstrapServers());
  }

  @AfterAll
  void stop() {
    broker.close();
  }

  @Test
  void whatIsSaidIsAnActWithWhoAndWhy() {
    int before = acts().size();
    assertThat(
            run("quotas", "approve", KEY, "--why", "seen it", "--who", "anna", "--quota-id", "q-1"))
        .isZero();
    assertThat(
            run("quotas", "pin", KEY, "--limit", "60/60s,20", "--for", "2h", "--why", "slow down"))
        .isZero();
    assertThat(run("quotas", "kill", "--group", "edge", "--tenant", "bank", "--why", "storm"))
        .isZero();
    assertThat(run("quotas", "lift", "kill", "--why", "over")).isZero();
    assertThat(
            run("quotas", "mode", "recommend", "--detector", "rule.volume-spike", "--why", "trial"))
        .isZero();

    List<Act> acts = acts().subList(before, before + 5);
    assertThat(acts)
        .extracting(Act::kind)
        .containsExactly(Act.Kind.GRANT, Act.Kind.PIN, Act.Kind.KILL, Act.Kind.LIFT, Act.Kind.MODE);
    assertThat(acts.get(0).who()).isEqualTo("anna");
    assertThat(acts.get(0).why()).isEqualTo("seen it");
    assertThat(acts.get(0).quotaId()).isEqualTo("q-1");
    assertThat(acts.get(0).scope()).isEqualTo("accounts.read");
    assertThat(acts.get(1).limit()).isEqualTo(new Limit(60, 60, 20));
    assertThat(Duration.between(acts.get(1).time(), acts.get(1).until())).hasHours(2);
    assertThat(acts.get(2).group()).isEqualTo("edge");
    assertThat(Positions.desk(broker.bootstrapServers()).records(Act.KILL))
        .as("readers hear kills themselves")
        .extracting(record -> Act.fromJson(record.payload().getBytes(UTF_8)).kind())
        .containsExactly(Act.Kind.KILL, Act.Kind.LIFT);
    assertThat(acts.get(4).mode()).isEqualTo(QuotaMode.RECOMMEND);
  }

  @Test
  void aKeyIsReadAsItIsShown() {
    int before = acts().size();
    assertThat(run("quotas", "release", "bank/edge/%2A/CN%3DK%C3%A4se%2B1", "--why", "ours"))
        .isZero();

    Act act = acts().get(before);
    assertThat(act.scope()).isEqualTo("*");
    assertThat(act.agent()).isEqualTo("CN=Käse+1");
  }

  @Test
  void enforcingTakesAReplayOfAWeekAndShowsWhatItWouldHaveDone() throws Exception {
    Path run = Files.createDirectories(folder.resolve("run"));
    String report =
        "{\"monitor\":[{\"tenant\":\"bank\",\"group\":\"edge\",\"from\":\"2026-02-01T00:00:00.000Z\","
            + "\"to\":\"2026-02-0%d.000Z\",\"days\":7,\"agents\":2,\"cuts\":3,\"heldBack\":0,"
            + "\"callsRefused\":120,\"goodCallsRefused\":4,\"collateral30d\":9}]}";
    Files.writeString(
        run.resolve("summary.json"), report.formatted(4).replace("04.", "04T00:00:00."));
    String[] enforce = {
      "quotas",
      "mode",
      "enforce",
      "--tenant",
      "bank",
      "--group",
      "edge",
      "--why",
      "go",
      "--report",
      run.toString()
    };
    assertThat(run(enforce)).isEqualTo(2);
    assertThat(out).contains("shorter than seven days");

    Files.writeString(
        run.resolve("summary.json"), report.formatted(9).replace("09.", "09T00:00:00."));
    int before = acts().size();
    assertThat(run(enforce)).isZero();
    assertThat(out).contains("3 cuts of 2 agents").contains("4 good ones");
    assertThat(acts().get(before).report().cuts()).isEqualTo(3);
  }

  @Test
  void whatWaitsForAPersonIsListedFirst() throws Exception {
    send(update("bank/edge/accounts.read/b", "enforce", "not_needed", 0.5));
    send(update("bank/edge/accounts.read/c", "recommend", "pending", 0.5));
    send(update("bank/edge/accounts.read/a", "enforce", "not_needed", 1));
    String block = "\"waiting\":{\"action\":\"block\",\"until\":\"2099-01-01T00:00:00.000Z\"},";
    send(
        update("bank/edge/accounts.read/d", "enforce", "not_needed", 0.1)
            .replace("\"reason\"", block + "\"reason\""));

    assertThat(run("quotas", "list")).isZero();
    assertThat(out.indexOf("read/c")).isBetween(0, out.indexOf("read/b"));
    assertThat(out).contains("WAITS FOR A PERSON").doesNotContain("read/a");
    assertThat(out.indexOf("read/d")).as("a block under a cut").isBetween(0, out.indexOf("read/b"));
    assertThat(out).contains("block waits for a person until 2099-01-01T00:00:00Z");
  }

  @Test
  void whatAnAnalystSaysOfAnAlertIsHeardByAlertingAndWhereBenignByDetection() throws Exception {
    String id = "a-00000000000000aa";
    String row =
        ("{'schema':1,'alertId':'ID','version':1,'status':'new','time':'2026-02-03T09:00:00.000Z',"
                + "'firstSeen':'2026-02-03T09:00:00.000Z','lastSeen':'2026-02-03T09:00:00.000Z',"
                + "'tenant':'bank','group':'edge','lane':'security','entity':{'kind':'agent',"
                + "'id':'7','name':null,'key':'bank/edge/agent/7'},'category':'volume_spike',"
                + "'severity':'high','risk':70,'confidence':0.8,'title':'t','summary':'s',"
                + "'detectors':[],'evidence':[],'owasp':[],'mitre':[],'recommendedActions':[],"
                + "'calls':[]}")
            .replace('\'', '"')
            .replace("ID", id);
    send(Alert.TOPIC, id, row);

    assertThat(run("verdict", id, "benign_positive", "--why", "their audit", "--who", "ada"))
        .isZero();
    assertThat(run("verdict", id, "true_positive", "--why", "no audit after all")).isZero();
    assertThat(TopicTexts.read(broker.bootstrapServers(), AnalystVerdict.TOPIC))
        .extracting(text -> AnalystVerdict.fromJson(text.getBytes(UTF_8), Instant.EPOCH, 0))
        .extracting(said -> said.principal() + " " + said.alertId() + " " + said.isBenign())
        .containsExactly("bank/edge/agent/7 " + id + " true", "bank/edge/agent/7 " + id + " false");
    assertThat(Positions.desk(broker.bootstrapServers()).records(ControlRecord.VERDICT))
        .singleElement()
        .satisfies(record -> assertThat(record.id()).isEqualTo("bank/edge/agent/7"))
        .satisfies(record -> assertThat(record.payload()).contains("their audit"));

    assertThat(run("verdict", id, "harmless", "--why", "x")).isEqualTo(2);
    assertThat(out).contains("benign_positive").doesNotContain("missed");
    assertThat(run("verdict", "a-1", "undetermined", "--why", "x")).isEqualTo(3);
    assertThat(out).contains("a-1: no such alert");
  }

  @Test
  void aBrokerThatIsNotThereIsSaidInOneLine() {
    assertThat(run("quotas", "release", KEY, "--why", "x", "--broker", "127.0.0.1:1")).isEqualTo(4);
    assertThat(out.lines().filter(line -> line.startsWith("gatewatch: "))).hasSize(1);
  }

  private List<Act> acts() {
    return TopicTexts.read(broker.bootstrapServers(), Act.TOPIC).stream()
        .map(text -> Act.fromJson(text.getBytes(UTF_8)))
        .toList();
  }

  private void send(String row) throws Exception {
    send(QuotaUpdate.TOPIC, row.replaceAll(".*\"key\":\"([^\"]+)\".*", "$1"), row);
  }

  private void send(String topic, String key, String row) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(topic, key.getBytes(UTF_8), row.getBytes(UTF_8))).get();
    }
  }

  private static String update(String key, String mode, String approval, double factor) {
    return "{\"schema\":1,\"quotaId\":\"q-1\",\"key\":\"%s\",\"time\":\"%s\",\"agentId\":\"b\","
            .formatted(key, Instant.now())
        + "\"scope\":\"accounts.read\",\"kind\":\"rate_limit\",\"version\":1,\"mode\":\"%s\","
            .formatted(mode)
        + "\"action\":\"throttle\",\"factor\":%s,\"limit\":{\"requests\":300,\"windowSeconds\":60,"
            .formatted(factor)
        + "\"burst\":50},\"baseLimit\":{\"requests\":600,\"windowSeconds\":60,\"burst\":100},"
        + "\"reason\":\"volume_spike\",\"alertIds\":[\"a-1\"],\"ttlSeconds\":900,"
        + "\"expiresAt\":\"%s\",\"approval\":\"%s\"}"
            .formatted(Instant.now().plusSeconds(900), approval);
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    if (!all.contains("--broker")) {
      all.addAll(List.of("--broker", broker.bootstrapServers()));
    }
    StringWriter told = new StringWriter();
    PrintWriter to = new PrintWriter(told, true);
    int exit = Gatewatch.run(to, to, all.toArray(String[]::new));
    out = told.toString();
    return exit;
  }
}
