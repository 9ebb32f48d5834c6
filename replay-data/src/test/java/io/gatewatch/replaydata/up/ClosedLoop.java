package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatewatch.collector.Collector;
import io.gatewatch.collector.CollectorConfig;
import io.gatewatch.collector.RawTopics;
import io.gatewatch.collector.WaysIn;
import io.gatewatch.flinkjob.DetectionJob;
import io.gatewatch.flinkjob.DetectionJobConfig;
import io.gatewatch.streamsapp.SigningKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything between a gateway's access log and the limit in the gateway, for real: Debian's
 * HAProxy and nginx with the configurations that ship, their logs over syslog, collector, broker
 * and Flink in this JVM, alerting and a reader for each gateway as processes of their own that can
 * be killed.
 */
final class ClosedLoop implements AutoCloseable {
  static final String TENANT = "bank";

  /** How far behind the wall clock the Clock is: what a line may take from the gateway to here. */
  private static final Duration CLOCK_LAG = Duration.ofSeconds(1);

  /** What an agent looks at, one after the other. */
  static final List<String> USUAL =
      List.of(
          "/v1/accounts",
          "/v1/accounts/1001/balances",
          "/v1/accounts/1001/transactions",
          "/v1/accounts/1002/balances",
          "/v1/cards");

  /** Between two calls of a well-behaved agent. */
  static final Duration USUAL_PACE = Duration.ofSeconds(5);

  /** After which a limit that nobody renews has ended. */
  static final Duration TTL = Duration.ofSeconds(45);

  final LoopHaproxy haproxy;
  final LoopNginx nginx;
  final JavaProcess alerting;
  final QuotaWatch quotas;
  final Path keys;
  private final Path folder;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final EmbeddedBroker broker;
  private final Collector collector;
  private final AtomicLong horizon;
  private final Map<LoopGateway, LoopReader> readers = new HashMap<>();

  /**
   * Starts all of it.
   *
   * @param agents of each gateway
   */
  ClosedLoop(Path folder, int agents) throws Exception {
    this.folder = folder;
    haproxy = new LoopHaproxy(folder.resolve("haproxy"), agents);
    nginx = new LoopNginx(folder.resolve("nginx"), agents);
    horizon = new AtomicLong(System.currentTimeMillis() - Duration.ofHours(2).toMillis());
    keys = Folders.make(folder.resolve("keys"));
    broker =
        later(
            EmbeddedBroker.start(
                new BrokerConfig(
                    folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree())));
    Topics.createMissing(servers());
    List<String> book = FirstBook.readOrPublish(servers());
    alerting = later(startAlerting());
    later(
        EmbeddedFlink.start(
            new FlinkConfig(
                folder.resolve("flink"),
                "127.0.0.1",
                Ports.anyFree(),
                2,
                Duration.ofSeconds(5),
                Duration.ofSeconds(4)),
            environment ->
                DetectionJob.build(
                    environment, new DetectionJobConfig(servers(), 2, Topics.PARTITIONS, book))));
    collector = later(startCollector());
    quotas = later(new QuotaWatch(servers()));
    int listener = 0;
    for (LoopGateway gateway : gateways()) {
      later(gateway).start(collector.syslogPorts().get(listener++));
      readers.put(gateway, later(startReader(gateway)));
    }
  }

  String servers() {
    return broker.bootstrapServers();
  }

  List<LoopGateway> gateways() {
    return List.of(haproxy, nginx);
  }

  LoopReader readerOf(LoopGateway gateway) {
    return readers.get(gateway);
  }

  private Collector startCollector() {
    return Collector.start(
        new CollectorConfig(
                servers(),
                "127.0.0.1",
                0,
                keys,
                Folders.make(folder.resolve("collector")),
                "loop",
                this::horizon,
                CLOCK_LAG)
            .with(
                new WaysIn(
                    keys.resolve(WaysIn.TOKEN_FILE),
                    "kong",
                    gateways().stream().map(LoopGateway::listener).toList(),
                    RawTopics.DEFAULT)));
  }

  private long horizon() {
    long history = horizon.get();
    return history == Long.MAX_VALUE ? System.currentTimeMillis() : history;
  }

  /** Two hours in which each agent does what is usual; then time is the wall clock's. */
  void history(int agents) throws Exception {
    long now = System.currentTimeMillis();
    for (long from = horizon.get(); from < now - 3_000; from += TimeUnit.MINUTES.toMillis(20)) {
      for (LoopGateway gateway : gateways()) {
        long to = Math.min(now - 3_000, from + TimeUnit.MINUTES.toMillis(20));
        give(gateway, usual(gateway, agents, from, to));
      }
    }
    horizon.set(Long.MAX_VALUE);
  }

  private static String usual(LoopGateway gateway, int agents, long from, long to) {
    StringBuilder body = new StringBuilder();
    int call = 0;
    for (long at = from; at < to; at += USUAL_PACE.toMillis()) {
      String path = USUAL.get(call++ % USUAL.size());
      for (int agent = 0; agent < agents; agent++) {
        body.append(gateway.line(agent, path, at + 311L * agent % 2_000)).append('\n');
      }
    }
    return body.toString();
  }

  private void give(LoopGateway gateway, String body) throws Exception {
    collector
        .intake()
        .take(gateway.listener().format(), TENANT, gateway.group(), body.getBytes(UTF_8))
        .get(60, TimeUnit.SECONDS);
  }

  private JavaProcess startAlerting() throws IOException {
    return JavaProcess.start(
        folder.resolve("alerting.log"),
        AlertingProcess.class.getName(),
        servers(),
        Folders.make(folder.resolve("alerting")).toString(),
        keys.toString());
  }

  private LoopReader startReader(LoopGateway gateway) throws IOException {
    Path publicKey = keys.resolve(SigningKeys.PUBLIC_FILE);
    Await.until("the signer's key", Duration.ofMinutes(2), () -> Files.exists(publicKey));
    return LoopReader.start(folder, servers(), publicKey, gateway);
  }

  private <T extends AutoCloseable> T later(T part) {
    parts.push(part);
    return part;
  }

  @Override
  public void close() throws Exception {
    while (!parts.isEmpty()) {
      parts.pop().close();
    }
  }
}
