package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.gateways.nginx.NginxGateway;
import io.gatewatch.ingest.text.RealGateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Debian's nginx with Lua and what we ship for it. Below /kong the plugin for Kong runs, over a
 * stand-in for the few functions of Kong that it calls.
 */
final class RealNginx implements TestedGateway {
  private static final Path PROGRAM = Path.of("/usr/sbin/nginx");
  private static final Path LUA = Path.of("/usr/lib/nginx/modules/ngx_http_lua_module.so");
  private static final Path SHARED = Path.of("lua").toAbsolutePath();
  private static final Path SHIPPED = Path.of("nginx").toAbsolutePath();
  private static final Path KONG = Path.of("kong").toAbsolutePath();

  private final int port = RealGateway.freePort();
  private final Path log;
  private final Path folder;
  private Process process;

  RealNginx(Path folder) throws Exception {
    this(folder, "8m");
  }

  /** The same with another size of the dictionary that holds limits. */
  RealNginx(Path folder, String dictionary) throws Exception {
    RealHaproxy.assumeInstalled(PROGRAM, "nginx");
    RealHaproxy.assumeInstalled(LUA, "libnginx-mod-http-lua");
    this.folder = folder;
    log = folder.resolve("access.log");
    Files.writeString(folder.resolve("groups.map"), "\"~*^GET:/v1/pay/\" pis.pay.read;\n");
    Files.writeString(
        folder.resolve("nginx.conf"),
        config().replace("gatewatch_limits 8m", "gatewatch_limits " + dictionary));
    start();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Path log() {
    return log;
  }

  @Override
  public String format() {
    return "nginx";
  }

  @Override
  public String complaints() throws IOException {
    return errors().lines().filter(l -> l.matches(".*(lua|gatewatch:).*")).findFirst().orElse("");
  }

  @Override
  public NginxGateway gateway() {
    return new NginxGateway("unix:" + folder.resolve("control.sock"));
  }

  /** As systemctl restart does. */
  @Override
  public void forgetAll() throws Exception {
    close();
    start();
  }

  private void start() throws Exception {
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    Awaiting.until(
        "nginx",
        () -> {
          assertThat(process.isAlive()).as(errors()).isTrue();
          return RealHaproxy.isOpen(port);
        });
  }

  /** What nginx complains of. */
  String errors() throws IOException {
    Path file = folder.resolve("error.log");
    return (Files.exists(file) ? Files.readString(file) : "")
        + Files.readString(folder.resolve("output"));
  }

  private String config() throws IOException {
    String ingest =
        RealGateway.published("/gateways/nginx.conf")
            .replaceAll("(?m)^map \\$ssl_client_verify \\$gatewatch_(authn|agent).*\n", "");
    String quota =
        Files.readString(SHIPPED.resolve("gatewatch-quota.conf"))
            .replace(
                "/etc/nginx/gatewatch/?.lua",
                SHIPPED + "/?.lua;" + SHARED + "/?.lua;" + KONG + "/?.lua")
            .replace("/etc/nginx/gatewatch/groups", folder + "/groups")
            .replace("unix:/run/gatewatch/nginx.sock", "unix:" + folder + "/control.sock");
    return """
        load_module /usr/lib/nginx/modules/ndk_http_module.so;
        load_module /usr/lib/nginx/modules/ngx_http_lua_module.so;
        worker_processes 2; daemon off; pid FOLDER/pid; error_log FOLDER/error.log warn;
        events { worker_connections 256; }
        http {
          client_body_temp_path b; proxy_temp_path p; fastcgi_temp_path f; uwsgi_temp_path u; scgi_temp_path s;
          map $http_x_api_key $gatewatch_agent {
            default ""; key-a agent-a; key-b agent-b; key-dn "CN=Käse, O=Bank|x:1";
          }
          map $gatewatch_agent $gatewatch_authn { default key; "" none; }
          INGEST
          QUOTA
          init_by_lua_block { require("kong.plugins.gatewatch-quota.schema") }
          limit_req_zone $uri zone=own:1m rate=3r/m;
          limit_req_status 429;
          server {
            listen 127.0.0.1:PORT;
            access_log FOLDER/access.log gatewatch;
            header_filter_by_lua_block {
              ngx.header["X-Test-Scope"] = require("gatewatch_scope").of(ngx.req.get_method(), ngx.var.request_uri)
            }
            location / {
              ACCESS
              proxy_pass http://127.0.0.1:BACKEND;
            }
            location /tight {
              limit_req zone=own burst=2 nodelay;
              ACCESS
              proxy_pass http://127.0.0.1:BACKEND;
            }
            location /kong/ {
              access_by_lua_block {
                rawset(_G, "kong", {
                  client = { get_consumer = function()
                    if ngx.var.gatewatch_agent ~= "" then return { username = ngx.var.gatewatch_agent } end
                  end },
                  request = { get_method = ngx.req.get_method, get_path_with_query = function() return ngx.var.request_uri:sub(6) end },
                  response = { exit = function(status, body, headers)
                    ngx.status = status
                    for name, value in pairs(headers or {}) do ngx.header[name] = value end
                    ngx.print(body or "") return ngx.exit(status)
                  end },
                })
                require("kong.plugins.gatewatch-quota.handler"):access({ agent_id = "username" })
              }
              proxy_pass http://127.0.0.1:BACKEND;
            }
          }
          server {
            listen 127.0.0.1:BACKEND; access_log off;
            location / { return 200 ok; }
          }
        }
        """
        .replace("INGEST", ingest)
        .replace("QUOTA", quota)
        .replace(
            "ACCESS",
            "access_by_lua_block { require(\"gatewatch_quota\").access("
                + "ngx.var.gatewatch_authn ~= \"none\" and ngx.var.gatewatch_agent, ngx.var.gatewatch_named) }")
        .replace("FOLDER", folder.toString())
        .replace("PORT", "" + port)
        .replace("BACKEND", "" + RealGateway.freePort());
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
