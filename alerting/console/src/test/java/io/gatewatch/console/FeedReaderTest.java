package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaSignature;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.gateways.GatewayReader;
import io.gatewatch.gateways.JavaGateway;
import io.gatewatch.gateways.Outcome;
import io.gatewatch.gateways.QuotaFeed.Row;
import io.gatewatch.gateways.ReaderConfig;
import io.gatewatch.ingest.ControlRecord;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole reader without Kafka: its gateway obeys what the real console serves over real HTTP. */
class FeedReaderTest {
  private static final String KEY = "acme/edge/accounts.read/agent-a";

  @TempDir Path folder;

  private final JavaGateway gateway = new JavaGateway(InstantSource.system());
  private RunningConsole console;
  private GatewayReader reader;

  @BeforeEach
  void start() throws IOException {
    console = new RunningConsole(folder.resolve("quota-reader.token"));
    Path key = folder.resolve("quota-signing.pub");
    byte[] der = console.desk.publicKey().getEncoded();
    Files.writeString(
        key,
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getEncoder().encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n");
    assertThat(QuotaSignature.publicKey(Files.readAllBytes(key)))
        .isEqualTo(console.desk.publicKey());
    Path config = folder.resolve("reader.yaml");
    Files.writeString(
        config,
        """
        feed: {url: "%s", tokenFile: "%s"}
        publicKeys: ["%s"]
        tenant: acme
        group: edge
        node: edge-1
        killFile: "%s"
        lockFile: "%s"
        inProcess: true
        """
            .formatted(
                console.address(""),
                console.readerTokenFile,
                key,
                folder.resolve("kill"),
                folder.resolve("lock")));
    reader =
        GatewayReader.start(ReaderConfig.read(config), gateway, InstantSource.system(), said -> {});
  }

  @AfterEach
  void stop() {
    reader.close();
    console.close();
  }

  @Test
  void aCutComesThroughTheFeedAndItsReturnToo() throws Exception {
    enforce(Action.BLOCK, 900);
    within(Duration.ofSeconds(5), this::isRefused);
    enforce(Action.RESTORE, 900);
    within(Duration.ofSeconds(2), () -> !isRefused());
  }

  @Test
  void aLimitEndsByItselfWhenTheFeedIsGone() throws Exception {
    enforce(Action.BLOCK, 4);
    within(Duration.ofSeconds(3), this::isRefused);
    double failed = count("gatewatch_reader_feed_answers", "failed");
    console.shut();
    within(Duration.ofSeconds(8), () -> !isRefused());
    assertThat(count("gatewatch_reader_feed_answers", "failed")).isGreaterThan(failed);
    console.open();
    enforce(Action.BLOCK, 900);
    within(Duration.ofSeconds(8), this::isRefused);
  }

  @Test
  void anOrderToKillComesThroughTheFeed() throws Exception {
    enforce(Action.BLOCK, 900);
    within(Duration.ofSeconds(5), this::isRefused);
    order(1, Act.Kind.KILL);
    within(Duration.ofSeconds(2), () -> !isRefused());
    order(2, Act.Kind.LIFT);
    within(Duration.ofSeconds(3), this::isRefused);
  }

  @Test
  void aConsoleThatServesForgedOrOldRecordsIsNotBelieved() throws Exception {
    enforce(Action.BLOCK, 900);
    Row old = console.state.feedRecords(null, null).get(0);
    enforce(Action.RESTORE, 900);
    within(Duration.ofSeconds(5), () -> count("gatewatch_reader_records", "applied") > 0);
    Outcome believed =
        console.desk.halve("acme/edge/*/x", "", QuotaMode.ENFORCE, "a-1", Instant.now());

    double forged = count("gatewatch_reader_records", "forged");
    byte[] tampered = Base64.getDecoder().decode(old.value());
    tampered[tampered.length - 2] ^= 1;
    serve(old.key(), tampered, old.signature(), believed);
    within(Duration.ofSeconds(3), () -> count("gatewatch_reader_records", "forged") == forged + 1);

    double stale = count("gatewatch_reader_records", "stale");
    serve(old.key(), Base64.getDecoder().decode(old.value()), old.signature(), believed);
    within(Duration.ofSeconds(3), () -> count("gatewatch_reader_records", "stale") == stale + 1);
    TimeUnit.MILLISECONDS.sleep(1_200);
    assertThat(isRefused()).isFalse();
    assertThat(count("gatewatch_reader_records", "stale")).isEqualTo(stale + 1);
  }

  private void serve(String key, byte[] value, String signature, Outcome outcome) {
    console
        .state
        .feed()
        .quota(
            key.getBytes(StandardCharsets.UTF_8),
            value,
            signature.getBytes(StandardCharsets.UTF_8),
            outcome);
  }

  private void enforce(Action action, int seconds) {
    console.desk.enforce(console.state, KEY, action, seconds, Instant.now());
  }

  private void order(int version, Act.Kind kind) {
    Act act =
        new Act(
            1,
            "act",
            kind,
            Instant.now(),
            null,
            null,
            null,
            null,
            null,
            null,
            "all",
            null,
            null,
            null,
            null,
            "ann",
            "because");
    ControlRecord record =
        ControlRecord.of(
            Act.KILL,
            "all",
            version,
            Instant.now(),
            new String(act.toJson(), StandardCharsets.UTF_8));
    console.state.feed().control(record.key().getBytes(StandardCharsets.UTF_8), record.write());
  }

  private boolean isRefused() {
    return gateway.ask("agent-a", "accounts.read", true).isPresent();
  }

  private static double count(String name, String label) {
    return PrometheusRegistry.defaultRegistry.scrape(name::equals).stream()
        .flatMap(snapshot -> ((CounterSnapshot) snapshot).getDataPoints().stream())
        .filter(point -> point.getLabels().iterator().next().getValue().equals(label))
        .mapToDouble(CounterSnapshot.CounterDataPointSnapshot::getValue)
        .sum();
  }

  private static void within(Duration most, BooleanSupplier holds) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }
}
