package io.gatewatch.replaydata.up;

import io.gatewatch.collector.syslog.SyslogListener;
import io.gatewatch.collector.syslog.SyslogListener.Protocol;
import io.gatewatch.gateways.Gateway;
import io.gatewatch.gateways.haproxy.HaproxyGateway;
import io.gatewatch.ingest.text.RealGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Debian's HAProxy with the configuration that ships; its log goes over TCP. */
final class LoopHaproxy implements LoopGateway {
  private static final Path SHIPPED = Path.of("../alerting/gateways/haproxy");

  private final String program = RealGateway.installed("haproxy");
  private final int port = RealGateway.freePort();
  private final Path folder;
  private final int agents;
  private RealGateway process;

  LoopHaproxy(Path folder, int agents) throws IOException {
    this.folder = Folders.make(folder);
    this.agents = agents;
  }

  @Override
  public String group() {
    return "edge";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public SyslogListener listener() {
    return SyslogListener.onLoopback(Protocol.TCP, 0, ClosedLoop.TENANT, group(), "haproxy");
  }

  @Override
  public List<String> door() {
    return List.of(
        "haproxy:",
        "  socket: " + folder.resolve("admin.sock"),
        "  limitsMap: " + folder.resolve("gatewatch-limits.map"),
        "  sparedMap: " + folder.resolve("gatewatch-spared.map"));
  }

  @Override
  public Gateway opened() {
    return new HaproxyGateway(
        folder.resolve("admin.sock"),
        folder.resolve("gatewatch-limits.map").toString(),
        folder.resolve("gatewatch-spared.map").toString());
  }

  @Override
  public void start(int syslogPort) throws Exception {
    Files.writeString(folder.resolve("haproxy.cfg"), config(syslogPort));
    Path lua = SHIPPED.resolveSibling("lua").toAbsolutePath();
    Files.writeString(
        folder.resolve("tables.cfg"),
        Files.readString(SHIPPED.resolve("gatewatch-quota-tables.cfg"))
            .replace("path /etc/haproxy/gatewatch/?.lua", "path " + lua + "/?.lua")
            .replace("/etc/haproxy/gatewatch/", SHIPPED.toAbsolutePath() + "/"));
    process =
        RealGateway.start(
            List.of(
                program,
                "-W",
                "-f",
                folder.resolve("tables.cfg").toString(),
                "-f",
                folder.resolve("haproxy.cfg").toString()),
            port,
            folder.resolve("haproxy.log"));
  }

  /** As systemctl reload does: a new worker, which has read its maps from their empty files. */
  void reload() throws Exception {
    String before = opened().incarnation();
    process.signal("USR2");
    Await.until("a new worker", Duration.ofSeconds(10), () -> isAnother(before));
  }

  private boolean isAnother(String before) {
    try {
      return !opened().incarnation().equals(before);
    } catch (IOException betweenTwoWorkers) {
      return false;
    }
  }

  private String config(int syslogPort) throws IOException {
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
        Files.readString(SHIPPED.resolve("gatewatch-quota-frontend.cfg"))
            .replace("/etc/haproxy/", folder + "/");
    return """
        global
            stats socket FOLDER/admin.sock mode 600 level admin expose-fd listeners
            nbthread 1
        ring gatewatch
            format rfc5424
            maxlen 8192
            size 1048576
            timeout connect 2s
            timeout server 10s
            server s1 127.0.0.1:SYSLOG log-proto octet-count
        defaults
            mode http
            timeout connect 2s
            timeout client 30s
            timeout server 5s
        backend operators_own
            stick-table type string len 64 size 1k expire 1m store gpc0
        frontend api
            bind 127.0.0.1:API
            log ring@gatewatch len 8192 format rfc5424 local0
        LOG
            # The operator's own: who has no key is refused, and TIGHT may be called OWN times a minute.
            http-request deny deny_status 401 unless { var(txn.gw_authn) -m found }
            http-request track-sc0 var(txn.gw_agent) table operators_own if { path TIGHT }
            http-request deny deny_status 429 if { path TIGHT } { sc_get_gpc0(0) ge OWN }
            http-request sc-inc-gpc0(0) if { path TIGHT }
        QUOTA
            default_backend up
        backend up
            http-request return status 200 content-type text/plain string ok
        """
        .replace("LOG\n", log + "\n")
        .replace("QUOTA\n", quota + "\n")
        .replace("TIGHT", TIGHT)
        .replace("OWN", "" + OWN_LIMIT)
        .replace("FOLDER", folder.toString())
        .replace("SYSLOG", "" + syslogPort)
        .replace("API", "" + port);
  }

  @Override
  public String line(int agent, String path, long at) {
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

  @Override
  public void close() throws Exception {
    if (process != null) {
      process.close();
    }
  }
}
