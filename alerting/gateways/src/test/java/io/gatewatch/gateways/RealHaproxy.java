package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatewatch.gateways.haproxy.HaproxyGateway;
import io.gatewatch.ingest.text.RealGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Debian's HAProxy with what we ship for it, in front of a backend that says ok. */
final class RealHaproxy implements TestedGateway {
  private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
  private static final Path SHIPPED = Path.of("haproxy").toAbsolutePath();
  private static final Path LUA = Path.of("lua").toAbsolutePath();

  private final int port = RealGateway.freePort();
  private final Path log;
  private final Path folder;
  private final Process process;

  RealHaproxy(Path folder) throws Exception {
    assumeInstalled(PROGRAM, "haproxy");
    this.folder = folder;
    log = folder.resolve("log");
    for (String name : List.of("limits", "spared", "groups")) {
      Files.writeString(folder.resolve("gatewatch-" + name + ".map"), "");
    }
    Files.writeString(folder.resolve("gatewatch-groups.map"), "GET:/v1/pay/ pis.pay.read\n");
    Files.writeString(
        folder.resolve("keys.map"),
        "key-a agent-a\nkey-b agent-b\nkey-dn CN=Käse\\, O=Bank|x:1\n".replace("\\,", ","));
    Files.writeString(folder.resolve("haproxy.cfg"), config());
    Files.writeString(
        folder.resolve("tables.cfg"),
        Files.readString(SHIPPED.resolve("gatewatch-quota-tables.cfg"))
            .replace("path /etc/haproxy/gatewatch/?.lua", "path " + LUA + "/?.lua")
            .replace("/etc/haproxy/gatewatch/", SHIPPED + "/"));
    process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-W",
                "-f",
                folder.resolve("tables.cfg").toString(),
                "-f",
                folder.resolve("haproxy.cfg").toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    await(() -> isOpen(port));
  }

  /** Skips the test where a program is missing, except in CI, where it has to be there. */
  static void assumeInstalled(Path program, String debianPackage) {
    boolean isThere = Files.exists(program);
    String missing =
        program + " is missing (apt-get install " + debianPackage + "): nothing was tried with it";
    if (System.getenv("CI") == null) {
      assumeTrue(isThere, missing);
    } else {
      assertTrue(isThere, missing);
    }
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
    return "haproxy";
  }

  @Override
  public String complaints() throws IOException {
    return Files.readString(log)
        .lines()
        .filter(l -> l.contains("gatewatch: "))
        .findFirst()
        .orElse("");
  }

  @Override
  public HaproxyGateway gateway() {
    return new HaproxyGateway(
        folder.resolve("admin.sock"),
        folder.resolve("gatewatch-limits.map").toString(),
        folder.resolve("gatewatch-spared.map").toString());
  }

  /** As systemctl reload does; a master that has only just started does not hear the signal yet. */
  @Override
  public void forgetAll() throws Exception {
    String before = gateway().incarnation();
    Instant[] asked = {Instant.EPOCH};
    await(
        () -> {
          if (asked[0].isBefore(Instant.now().minusSeconds(1))) {
            asked[0] = Instant.now();
            new ProcessBuilder("kill", "-USR2", "" + process.pid()).start().waitFor();
          }
          String now = incarnation();
          return !now.isEmpty() && !now.equals(before);
        });
  }

  private String incarnation() {
    try {
      return gateway().incarnation();
    } catch (IOException betweenTwoProcesses) {
      return "";
    }
  }

  private String config() throws IOException {
    String ingest =
        RealGateway.published("/gateways/haproxy.cfg")
            .replaceFirst(
                "(?m)^    http-request set-var\\(txn.gw_uri\\)",
                "    http-request set-var(txn.gw_agent) req.fhdr(x-api-key),map_str("
                    + folder
                    + "/keys.map)\n"
                    + "    http-request set-var(txn.gw_authn) str(key) if { var(txn.gw_agent) -m found }\n"
                    + "$0");
    String quota =
        Files.readString(SHIPPED.resolve("gatewatch-quota-frontend.cfg"))
            .replace("/etc/haproxy/", folder + "/");
    return """
        global
            stats socket FOLDER/admin.sock mode 600 level admin
            nbthread 2
        defaults
            mode http
            timeout connect 2s
            timeout client 5s
            timeout server 5s
        backend operators_own
            stick-table type string len 64 size 1k expire 1m store gpc0
        frontend api
            bind 127.0.0.1:API
            log stdout len 8192 format raw local0
        INGEST
            # The operator's own limit: 3 calls a minute on /tight.
            http-request track-sc0 path table operators_own if { path /tight }
            http-request deny deny_status 429 if { path /tight } { sc_get_gpc0(0) ge 3 }
            http-request sc-inc-gpc0(0) if { path /tight }
        QUOTA
            http-after-response set-header X-Test-Scope %[var(txn.gw_scope)]
            default_backend up
        backend up
            server u1 127.0.0.1:BACKEND
        frontend answering
            bind 127.0.0.1:BACKEND
            http-request return status 200 content-type text/plain string ok
        """
        .replace("INGEST", ingest)
        .replace("QUOTA", quota)
        .replace("FOLDER", folder.toString())
        .replace("API", "" + port)
        .replace("BACKEND", "" + RealGateway.freePort());
  }

  private void await(Awaiting.Condition condition) throws Exception {
    Awaiting.until(
        "haproxy, see " + log,
        () -> {
          assertThat(process.isAlive()).as(Files.readString(log)).isTrue();
          return condition.holds();
        });
  }

  static boolean isOpen(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
