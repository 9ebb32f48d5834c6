package io.gatewatch.replaydata.up;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatewatch.collector.syslog.SyslogListener;
import io.gatewatch.collector.syslog.SyslogListener.Protocol;
import io.gatewatch.gateways.Gateway;
import io.gatewatch.gateways.nginx.NginxGateway;
import io.gatewatch.ingest.text.RealGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's nginx with Lua and the configuration that ships; its log goes over UDP. */
final class LoopNginx implements LoopGateway {
  private static final Path LUA = Path.of("/usr/lib/nginx/modules/ngx_http_lua_module.so");
  private static final Path SHIPPED = Path.of("../alerting/gateways/nginx").toAbsolutePath();

  private final String program = RealGateway.installed("nginx");
  private final int port = RealGateway.freePort();
  private final Path folder;
  private final int agents;
  private RealGateway process;

  LoopNginx(Path folder, int agents) throws IOException {
    assumeTrue(Files.exists(LUA), LUA + " is missing (apt-get install libnginx-mod-http-lua)");
    this.folder = Folders.make(folder);
    this.agents = agents;
  }

  @Override
  public String group() {
    return "web";
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public SyslogListener listener() {
    return SyslogListener.onLoopback(Protocol.UDP, 0, ClosedLoop.TENANT, group(), "nginx");
  }

  @Override
  public List<String> door() {
    return List.of("nginx:", "  control: " + control());
  }

  @Override
  public Gateway opened() {
    return new NginxGateway(control());
  }

  private String control() {
    return "unix:" + folder.resolve("control.sock");
  }

  @Override
  public void start(int syslogPort) throws Exception {
    Path config = Files.writeString(folder.resolve("nginx.conf"), config(syslogPort));
    process =
        RealGateway.start(
            List.of(program, "-p", folder.toString(), "-c", config.toString()),
            port,
            folder.resolve("nginx.log"));
  }

  /** What nginx complains of. */
  String errors() throws IOException {
    return Files.readString(folder.resolve("error.log"));
  }

  private String config(int syslogPort) throws IOException {
    StringBuilder keys = new StringBuilder();
    for (int agent = 0; agent < agents; agent++) {
      keys.append(" key-").append(agent).append(" agent-").append(agent).append(';');
    }
    String log =
        RealGateway.published("/gateways/nginx.conf")
            .replaceAll("(?m)^map \\$ssl_client_verify \\$gatewatch_(authn|agent).*\n", "");
    String quota =
        Files.readString(SHIPPED.resolve("gatewatch-quota.conf"))
            .replace(
                "/etc/nginx/gatewatch/?.lua",
                SHIPPED + "/?.lua;" + SHIPPED.resolveSibling("lua") + "/?.lua")
            .replace("/etc/nginx/gatewatch/groups", folder + "/groups")
            .replace("unix:/run/gatewatch/nginx.sock", control());
    String asShipped = // what gatewatch-quota.conf says to put into each location
        "access_by_lua_block { require(\"gatewatch_quota\").access("
            + "ngx.var.gatewatch_authn ~= \"none\" and ngx.var.gatewatch_agent, ngx.var.gatewatch_named) }";
    return """
        load_module /usr/lib/nginx/modules/ndk_http_module.so;
        load_module /usr/lib/nginx/modules/ngx_http_lua_module.so;
        worker_processes 2; daemon off; pid FOLDER/pid; error_log FOLDER/error.log warn;
        events { worker_connections 256; }
        http {
          client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
          map $http_x_api_key $gatewatch_agent { default "";KEYS }
          map $gatewatch_agent $gatewatch_authn { default key; "" none; }
          INGEST
          QUOTA
          limit_req_zone $gatewatch_agent zone=own:1m rate=OWNr/m;
          limit_req_status 429;
          server {
            listen 127.0.0.1:API;
            access_log syslog:server=127.0.0.1:SYSLOG,nohostname gatewatch;
            location / {
              ACCESS
              proxy_pass http://127.0.0.1:BACKEND;
            }
            location = TIGHT {
              limit_req zone=own burst=BURST nodelay;
              ACCESS
              proxy_pass http://127.0.0.1:BACKEND;
            }
          }
          server {
            listen 127.0.0.1:BACKEND;
            access_log off;
            location / { return 200 ok; }
          }
        }
        """
        .replace("INGEST", log)
        .replace("QUOTA", quota)
        .replace("ACCESS", asShipped)
        .replace("KEYS", keys)
        .replace("TIGHT", TIGHT)
        .replace("BURST", "" + (OWN_LIMIT - 1))
        .replace("OWN", "" + OWN_LIMIT)
        .replace("FOLDER", folder.toString())
        .replace("SYSLOG", "" + syslogPort)
        .replace("API", "" + port)
        .replace("BACKEND", "" + RealGateway.freePort());
  }

  @Override
  public String line(int agent, String path, long at) {
    return ("{'gw':'nginx','msec':'%d.%03d','request_time':'0.012','request_id':'n-%d-%d','hostname':'n1',"
            + "'environment':'production','authn':'key','agent':'agent-%d','agent_issuer':'',"
            + "'credential':'','remote_user':'','remote_addr':'127.0.0.1','http_x_forwarded_for':'',"
            + "'request_method':'GET','request_uri':'%s','request':'','status':'200',"
            + "'request_length':'120','bytes_sent':'90','proxy_host':'backend',"
            + "'upstream_addr':'127.0.0.1:1','upstream_status':'200','upstream_header_time':'0.001',"
            + "'sent_http_x_gatewatch_quota':'','sent_http_x_error_code':'','http_user_agent':'loop'}")
        .formatted(at / 1_000, at % 1_000, agent, at, agent, path)
        .replace('\'', '"');
  }

  @Override
  public void close() throws Exception {
    if (process != null) {
      process.close();
    }
  }
}
