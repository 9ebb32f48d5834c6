package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gatewatch.collector.Collector;
import io.gatewatch.collector.CollectorConfig;
import io.gatewatch.collector.RawTopics;
import io.gatewatch.collector.WaysIn;
import io.gatewatch.collector.syslog.SyslogListener;
import io.gatewatch.collector.syslog.SyslogListener.Protocol;
import io.gatewatch.flinkjob.DetectionJob;
import io.gatewatch.flinkjob.DetectionJobConfig;
import io.gatewatch.ingest.text.RealGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Everything between a gateway's access log and the limit in the gateway, for real: Debian's
 * HAProxy with the configuration that ships, its log over TCP syslog, collector, broker and Flink
 * in this JVM, alerting and the reader as processes of their own that can be killed.
 */
final class ClosedLoop implements AutoCloseable {
  static final String TENANT = "bank";
  static final String GROUP = "edge";

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

  private static final Path HAPROXY = Path.of("../alerting/gateways/haproxy");

  final int port;
  private final Path folder;
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();
  private final EmbeddedBroker broker;
  private final Collector collector;
  private final AtomicLong horizon;
  private JavaProcess alerting;
  private JavaProcess reader;

  /**
   * Starts all of it.
   *
   * @param agents API keys are {@code key-N}, agents {@code agent-N}
   */
  ClosedLoop(Path folder, int agents) throws Exception {
    this.folder = folder;
    String haproxy = RealGateway.installed("haproxy");
    port = RealGateway.freePort();
    horizon = new AtomicLong(System.currentTimeMillis() - Duration.ofHours(2).toMillis());
    Path keys = Folders.make(folder.resolve("keys"));
    broker =
        later(
            EmbeddedBroker.start(
                new BrokerConfig(
                    folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree())));
    String servers = broker.bootstrapServers();
    Topics.createMissing(servers);
    List<String> book = FirstBook.readOrPublish(servers);
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
                    environment, new DetectionJobConfig(servers, 2, Topics.PARTITIONS, book))));
    int syslog = RealGateway.freePort();
    collector =
        later(
            Collector.start(
                new CollectorConfig(
                        servers,
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
                            List.of(
                                SyslogListener.onLoopback(
                                    Protocol.TCP, syslog, TENANT, GROUP, "haproxy")),
                            RawTopics.DEFAULT))));
    Files.writeString(folder.resolve("haproxy.cfg"), config(agents, syslog));
    Path lua = HAPROXY.resolveSibling("lua").toAbsolutePath();
    Files.writeString(
        folder.resolve("tables.cfg"),
        Files.readString(HAPROXY.resolve("gatewatch-quota-tables.cfg"))
            .replace("path /etc/haproxy/gatewatch/?.lua", "path " + lua + "/?.lua")
            .replace("/etc/haproxy/gatewatch/", HAPROXY.toAbsolutePath() + "/"));
    later(
        RealGateway.start(
            List.of(
                haproxy,
                "-W",
                "-f",
                folder.resolve("tables.cfg").toString(),
                "-f",
                folder.resolve("haproxy.cfg").toString()),
            port,
            folder.resolve("haproxy.log")));
    reader = later(startReader());
  }

  private long horizon() {
    long history = horizon.get();
    return history == Long.MAX_VALUE ? System.currentTimeMillis() : history;
  }

  /** Two hours in which each agent does what is usual; then time is the wall clock's. */
  void history(int agents) throws Exception {
    long now = System.currentTimeMillis();
    StringBuilder body = new StringBuilder();
    int call = 0;
    for (long at = horizon.get(); at < now - 3_000; at += USUAL_PACE.toMillis()) {
      String path = USUAL.get(call++ % USUAL.size());
      for (int agent = 0; agent < agents; agent++) {
        body.append(line(agent, path, at + 311L * agent % 2_000)).append('\n');
      }
      if (body.length() > 1 << 20) {
        give(body);
      }
    }
    give(body);
    horizon.set(Long.MAX_VALUE);
  }

  private void give(StringBuilder body) throws Exception {
    collector
        .intake()
        .take("haproxy", TENANT, GROUP, body.toString().getBytes(UTF_8))
        .get(60, TimeUnit.SECONDS);
    body.setLength(0);
  }

  private static String line(int agent, String path, long at) {
    return ("{'gw':'haproxy','end_ms':'%d','ts_ms':'%d','t_total':'12','t_active':'12','id':'h-%d-%d',"
            + "'seq':'1','node':'n1','environment':'production','frontend':'api','backend':'up',"
            + "'server':'u1','term':'--','authn':'key','agent':'agent-%d','agent_issuer':'',"
            + "'credential':'','client_ip':'127.0.0.1','client_port':'4000','xff':'','method':'GET',"
            + "'uri':'%s','uri_len':'%d','status':'200','bytes_in':'120','bytes_out':'90',"
            + "'decision':'','ua':'loop','referer':'','traceparent':'','x_request_id':'',"
            + "'x_fapi_interaction_id':'','consent_id':'','psu_id':'','x_on_behalf_of':'',"
            + "'x_client_id':'','mcp_tool_name':'','user_present':''}")
        .formatted(at, at - 12, agent, at, agent, path, path.length())
        .replace('\'', '"');
  }

  /** Ends alerting and the reader as kill -9 does. */
  void killAlertingAndReader() throws Exception {
    alerting.kill();
    reader.kill();
  }

  private JavaProcess startAlerting() throws IOException {
    return JavaProcess.start(
        folder.resolve("alerting.log"),
        AlertingProcess.class.getName(),
        broker.bootstrapServers(),
        Folders.make(folder.resolve("alerting")).toString(),
        Folders.make(folder.resolve("keys")).toString());
  }

  private JavaProcess startReader() throws Exception {
    Path publicKey = folder.resolve("keys/quota-signing.pub");
    while (!Files.exists(publicKey)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    Path config =
        Files.writeString(
            folder.resolve("reader.yaml"),
            String.join(
                "\n",
                "broker: " + broker.bootstrapServers(),
                "publicKeys: [" + publicKey + "]",
                "tenant: " + TENANT,
                "group: " + GROUP,
                "node: haproxy-1",
                "killFile: " + folder.resolve("kill"),
                "lockFile: " + folder.resolve("lock"),
                "haproxy:",
                "  socket: " + folder.resolve("admin.sock"),
                "  limitsMap: " + folder.resolve("gatewatch-limits.map"),
                "  sparedMap: " + folder.resolve("gatewatch-spared.map")));
    return JavaProcess.start(
        folder.resolve("reader.log"), ReaderProcess.class.getName(), config.toString());
  }

  private String config(int agents, int syslog) throws IOException {
    StringBuilder keys = new StringBuilder();
    for (int agent = 0; agent < agents; agent++) {
      keys.append("key-").append(agent).append(" agent-").append(agent).append('\n');
    }
    Files.writeString(folder.resolve("keys.map"), keys);
    for (String name : List.of("limits", "spared", "groups")) {
      Files.writeString(folder.resolve("gatewatch-" + name + ".map"), "");
    }
    String who =
        "    http-request set-var(txn.gw_agent) req.fhdr(x-api-key),map_str("
            + folder.resolve("keys.map")
            + ")\n    http-request set-var(txn.gw_authn) str(key) if { var(txn.gw_agent) -m found }\n";
    String log =
        RealGateway.published("/gateways/haproxy.cfg")
            .replaceFirst("(?m)^    http-request set-var\\(txn.gw_uri\\)", who + "$0");
    String quota =
        Files.readString(HAPROXY.resolve("gatewatch-quota-frontend.cfg"))
            .replace("/etc/haproxy/", folder + "/");
    return String.join(
        "\n",
        "global",
        "    stats socket " + folder.resolve("admin.sock") + " mode 600 level admin",
        "    nbthread 1",
        "ring gatewatch",
        "    format rfc5424",
        "    maxlen 8192",
        "    size 1048576",
        "    timeout connect 2s",
        "    timeout server 10s",
        "    server s1 127.0.0.1:" + syslog + " log-proto octet-count",
        "defaults",
        "    mode http",
        "    timeout connect 2s",
        "    timeout client 30s",
        "    timeout server 5s",
        "frontend api",
        "    bind 127.0.0.1:" + port,
        "    log ring@gatewatch len 8192 format rfc5424 local0",
        log,
        quota,
        "    default_backend up",
        "backend up",
        "    http-request return status 200 content-type text/plain string ok",
        "");
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
