package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gatewatch.collector.syslog.SyslogListener;
import io.gatewatch.collector.syslog.SyslogListener.Protocol;
import io.gatewatch.collector.syslog.SyslogServer;
import io.gatewatch.ingest.ApiCall;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Debian's own HAProxy and nginx, logging over syslog in every way they know, into the real
 * listeners. Skipped where they are not installed; CI installs them and fails when this is skipped.
 */
class SyslogGatewaysIT {
  private static final int REQUESTS = 20;

  @TempDir Path folder;

  private final FakeBroker broker = FakeBroker.answering();

  @Test
  void haproxysLinesArriveOverUdpAndTcpInEitherEnvelope() throws Exception {
    assumeTrue(Files.isExecutable(GatewayProcess.HAPROXY), "haproxy is not installed");
    int textPort = GatewayProcess.freePort();
    try (SyslogServer syslog =
            start(
                listener(Protocol.UDP, "udp-rfc5424", "haproxy"),
                listener(Protocol.UDP, "udp-rfc3164", "haproxy"),
                listener(Protocol.TCP, "tcp-counted", "haproxy"),
                listener(Protocol.TCP, "tcp-lines", "haproxy"),
                listener(Protocol.UDP, "udp-text", "haproxy"));
        GatewayProcess haproxy =
            GatewayProcess.haproxy(folder, haproxyPorts(syslog.ports(), textPort))) {
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(haproxy.get(path(i))).isEqualTo(200);
        assertThat(GatewayProcess.get(textPort, path(i))).isEqualTo(200);
      }
      awaitLines(5 * REQUESTS);
      assertThat(broker.rejects()).isEmpty();
      assertThat(callsByGroup())
          .isEqualTo(
              Map.of(
                  "tcp-counted", REQUESTS,
                  "tcp-lines", REQUESTS,
                  "udp-rfc3164", REQUESTS,
                  "udp-rfc5424", REQUESTS,
                  "udp-text", REQUESTS));
      assertThat(calls()).allMatch(call -> call.status() == 200);
      assertThat(calls()).extracting(ApiCall::route).containsOnly("/accounts/{id}");
    }
  }

  @Test
  void nginxsLinesArriveOverUdpWithAndWithoutItsHost() throws Exception {
    assumeTrue(Files.isExecutable(GatewayProcess.NGINX), "nginx is not installed");
    try (SyslogServer syslog =
            start(
                listener(Protocol.UDP, "tag-nohostname", "nginx"),
                listener(Protocol.UDP, "usual", "nginx"),
                listener(Protocol.UDP, "text", "combined"));
        GatewayProcess nginx =
            GatewayProcess.nginx(
                folder,
                Map.of(
                    "NOHOST", syslog.ports().get(0),
                    "USUAL", syslog.ports().get(1),
                    "TEXT", syslog.ports().get(2)))) {
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(nginx.get(path(i))).isEqualTo(200);
      }
      awaitLines(3 * REQUESTS);
      assertThat(broker.rejects()).isEmpty();
      assertThat(callsByGroup())
          .isEqualTo(Map.of("tag-nohostname", REQUESTS, "text", REQUESTS, "usual", REQUESTS));
      assertThat(calls()).extracting(ApiCall::route).containsOnly("/accounts/{id}");
    }
  }

  /** HAProxy's ring keeps what it could not send: a collector that was away misses nothing. */
  @Test
  void haproxysRingBringsWhatWasLoggedWhileNobodyListened() throws Exception {
    assumeTrue(Files.isExecutable(GatewayProcess.HAPROXY), "haproxy is not installed");
    int port = GatewayProcess.freePort();
    try (GatewayProcess haproxy =
        GatewayProcess.haproxy(
            folder, haproxyPorts(List.of(9, 9, port, 9, 9), GatewayProcess.freePort()))) {
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(haproxy.get(path(i))).isEqualTo(200);
      }
      SyslogListener late =
          SyslogListener.onLoopback(Protocol.TCP, port, "bank", "ring", "haproxy");
      try (SyslogServer syslog = start(late)) {
        assertThat(syslog.ports()).containsExactly(port);
        awaitLines(REQUESTS);
        assertThat(callsByGroup()).isEqualTo(Map.of("ring", REQUESTS));
      }
    }
  }

  @Test
  void aLineThatCannotBeReadIsARejectThatNamesItsPort() throws Exception {
    try (SyslogServer syslog = start(listener(Protocol.TCP, "g", "kong"));
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), syslog.ports().get(0))) {
      socket.getOutputStream().write(Lines.bytes("<134>gw: Open Sesame\n"));
      await(() -> !broker.rejects().isEmpty());
      assertThat(broker.rejects().get(0).origin().source())
          .isEqualTo("syslog:" + syslog.ports().get(0));
      assertThat(broker.rejects().get(0).origin().group()).isEqualTo("g");
    }
  }

  private SyslogServer start(SyslogListener... listeners) {
    return SyslogServer.start(List.of(listeners), new SyslogIntake(broker.intake));
  }

  private static Map<String, Object> haproxyPorts(List<Integer> ports, int textPort) {
    return Map.of(
        "UDP5424", ports.get(0),
        "UDP3164", ports.get(1),
        "COUNTED", ports.get(2),
        "LINES", ports.get(3),
        "TEXT", ports.get(4),
        "TEXTPORT", textPort);
  }

  private static String path(int number) {
    return "/accounts/" + (4_000_000 + number) + "?q=%22x%22";
  }

  private List<ApiCall> calls() {
    return broker.entries().stream().map(entry -> (ApiCall) entry).toList();
  }

  private Map<String, Integer> callsByGroup() {
    return calls().stream()
        .collect(Collectors.toMap(ApiCall::gatewayGroup, call -> 1, Integer::sum, TreeMap::new));
  }

  private void awaitLines(int lines) throws InterruptedException {
    await(() -> broker.entries().size() + broker.rejects().size() >= lines);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static SyslogListener listener(Protocol protocol, String group, String format) {
    return SyslogListener.onLoopback(protocol, 0, "bank", group, format);
  }
}
