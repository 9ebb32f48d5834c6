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
    try (SyslogServer syslog =
            start(
                listener(Protocol.UDP, "udp-rfc5424"),
                listener(Protocol.UDP, "udp-rfc3164"),
                listener(Protocol.TCP, "tcp-counted"),
                listener(Protocol.TCP, "tcp-lines"));
        GatewayProcess haproxy =
            GatewayProcess.haproxy(
                folder,
                "syslog-haproxy.cfg",
                Map.of(
                    "UDP5424", syslog.ports().get(0),
                    "UDP3164", syslog.ports().get(1),
                    "COUNTED", syslog.ports().get(2),
                    "LINES", syslog.ports().get(3)))) {
      send(haproxy);
      awaitCalls(4 * REQUESTS);
      assertThat(callsByGroup())
          .isEqualTo(
              Map.of(
                  "tcp-counted", REQUESTS,
                  "tcp-lines", REQUESTS,
                  "udp-rfc3164", REQUESTS,
                  "udp-rfc5424", REQUESTS));
      assertThat(broker.rejects()).isEmpty();
    }
  }

  @Test
  void nginxsLinesArriveOverUdpWithAndWithoutItsHost() throws Exception {
    assumeTrue(Files.isExecutable(GatewayProcess.NGINX), "nginx is not installed");
    try (SyslogServer syslog =
            start(listener(Protocol.UDP, "tag-nohostname"), listener(Protocol.UDP, "usual"));
        GatewayProcess nginx =
            GatewayProcess.nginx(
                folder,
                "syslog-nginx.conf",
                Map.of("NOHOST", syslog.ports().get(0), "USUAL", syslog.ports().get(1)))) {
      send(nginx);
      awaitCalls(2 * REQUESTS);
      assertThat(callsByGroup()).isEqualTo(Map.of("tag-nohostname", REQUESTS, "usual", REQUESTS));
      assertThat(broker.rejects()).isEmpty();
    }
  }

  /** HAProxy's ring keeps what it could not send: a collector that was away misses nothing. */
  @Test
  void haproxysRingBringsWhatWasLoggedWhileNobodyListened() throws Exception {
    assumeTrue(Files.isExecutable(GatewayProcess.HAPROXY), "haproxy is not installed");
    int port;
    try (SyslogServer once = start(listener(Protocol.TCP, "ring"))) {
      port = once.ports().get(0);
    }
    try (GatewayProcess haproxy =
        GatewayProcess.haproxy(
            folder,
            "syslog-haproxy.cfg",
            Map.of("UDP5424", 9, "UDP3164", 9, "COUNTED", port, "LINES", 9))) {
      send(haproxy);
      SyslogListener late = SyslogListener.onLoopback(Protocol.TCP, port, "bank", "ring", "kong");
      try (SyslogServer syslog = start(late)) {
        assertThat(syslog.ports()).containsExactly(port);
        awaitCalls(REQUESTS);
      }
    }
  }

  @Test
  void aLineThatCannotBeReadIsARejectThatNamesItsPort() throws Exception {
    try (SyslogServer syslog = start(listener(Protocol.TCP, "g"));
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

  private static void send(GatewayProcess gateway) throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(gateway.get("/accounts/" + i + "?q=%22x%22")).isEqualTo(200);
    }
  }

  private Map<String, Integer> callsByGroup() {
    return broker.entries().stream()
        .map(entry -> ((ApiCall) entry).gatewayGroup())
        .collect(Collectors.toMap(group -> group, group -> 1, Integer::sum, TreeMap::new));
  }

  private void awaitCalls(int calls) throws InterruptedException {
    await(() -> broker.entries().size() + broker.rejects().size() >= calls);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static SyslogListener listener(Protocol protocol, String group) {
    return SyslogListener.onLoopback(protocol, 0, "bank", group, "kong");
  }
}
