package io.gatewatch.collector.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.collector.syslog.SyslogListener.Protocol;
import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real sockets on loopback; a sink that a test opens and shuts. */
class SyslogServerTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final List<String> stored = new CopyOnWriteArrayList<>();
  private final List<CompletableFuture<Boolean>> waiting = new CopyOnWriteArrayList<>();
  private volatile boolean open = true;
  private volatile boolean answers = true;
  private SyslogServer server;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void linesOverTcpAreStoredInTheirOrder() throws Exception {
    int port = start(Protocol.TCP, SyslogServer.Limits.USUAL);
    try (Socket socket = new Socket(LOOPBACK, port)) {
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < 500; i++) {
        out.write(bytes("<134>Nov 26 10:50:00 gw: line-" + i + "\n"));
      }
      String counted = "<134>1 - h a p m - last";
      out.write(bytes(counted.length() + " " + counted));
      out.flush();
      await(() -> stored.size() == 501);
    }
    assertThat(stored.get(0)).isEqualTo("line-0");
    assertThat(stored.get(499)).isEqualTo("line-499");
    assertThat(stored.get(500)).isEqualTo("last");
  }

  @Test
  void whileWeAreBusyTheSenderWaitsAndNothingIsLostOrDoubled() throws Exception {
    open = false;
    int port = start(Protocol.TCP, SyslogServer.Limits.USUAL);
    byte[] line = bytes("<134>gw: " + "x".repeat(1_000) + "\n");
    int lines = 40_000;
    try (Socket socket = new Socket()) {
      socket.setSendBufferSize(64 << 10);
      socket.connect(new InetSocketAddress(LOOPBACK, port));
      CompletableFuture<Void> sender =
          CompletableFuture.runAsync(
              () -> {
                try {
                  OutputStream out = socket.getOutputStream();
                  for (int i = 0; i < lines; i++) {
                    out.write(line);
                  }
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      await(() -> waitedBatches() > 2);
      assertThat(sender).as("40 MB do not fit into buffers").isNotDone();
      assertThat(stored).isEmpty();
      open = true;
      sender.get(30, TimeUnit.SECONDS);
      await(() -> stored.size() == lines);
    }
  }

  @Test
  void aSenderThatHasGoneLeavesNothingBehind() throws Exception {
    int port = start(Protocol.TCP, SyslogServer.Limits.USUAL);
    try (Socket socket = new Socket(LOOPBACK, port)) {
      socket.getOutputStream().write(bytes("<1>gw: one\n<1>gw: no line end"));
    }
    await(() -> stored.size() == 2);
    assertThat(stored).containsExactly("one", "no line end");
  }

  @Test
  void datagramsAreOneLineEach() throws Exception {
    int port = start(Protocol.UDP, SyslogServer.Limits.USUAL);
    try (DatagramSocket socket = new DatagramSocket()) {
      send(socket, port, "<190>Nov 26 10:50:00 gw: {\"a\": 1}\n");
      send(socket, port, "");
      send(socket, port, "<190>gw: " + "y".repeat(60_000));
      await(() -> stored.size() == 2);
    }
    assertThat(stored.get(0)).isEqualTo("{\"a\": 1}");
    assertThat(stored.get(1)).hasSize(60_000);
  }

  @Test
  void datagramsThatCannotBeHeldAreDroppedAndCounted() throws Exception {
    answers = false;
    int port = start(Protocol.UDP, new SyslogServer.Limits(8, Duration.ofMinutes(1), 2_100));
    String label = Integer.toString(port);
    try (DatagramSocket socket = new DatagramSocket()) {
      send(socket, port, "<190>gw: first");
      await(() -> !waiting.isEmpty());
      for (int i = 0; i < 5; i++) {
        send(socket, port, "<190>gw: " + "z".repeat(900));
      }
      await(() -> SyslogMetrics.DROPPED.labelValues(label).get() == 3);
      answers = true;
      waiting.get(0).complete(true);
      await(() -> stored.size() == 3);
      send(socket, port, "<190>gw: room again");
      await(() -> stored.contains("room again"));
    }
    assertThat(SyslogMetrics.DROPPED.labelValues(label).get()).isEqualTo(3);
  }

  @Test
  void manyTinyDatagramsAreHeldForWhatTheyHoldAndNotForTheirByte() throws Exception {
    answers = false;
    int port = start(Protocol.UDP, new SyslogServer.Limits(8, Duration.ofMinutes(1), 1_000));
    String label = Integer.toString(port);
    try (DatagramSocket socket = new DatagramSocket()) {
      for (int i = 0; i < 100; i++) {
        send(socket, port, "x");
      }
      await(() -> SyslogMetrics.LINES.labelValues(label).get() == 100);
      await(() -> SyslogMetrics.DROPPED.labelValues(label).get() >= 85);
    }
    assertThat(SyslogMetrics.DROPPED.labelValues(label).get()).isEqualTo(85);
  }

  @Test
  void whatTheSinkDoesNotTakeIsGivenAgain() throws Exception {
    open = false;
    int port = start(Protocol.UDP, SyslogServer.Limits.USUAL);
    try (DatagramSocket socket = new DatagramSocket()) {
      send(socket, port, "<190>gw: patient");
      await(() -> waitedBatches() > 1);
      open = true;
      await(() -> stored.equals(List.of("patient")));
    }
  }

  @Test
  void strangersAreNotHeard() throws Exception {
    SyslogListener tcp = listener(Protocol.TCP, List.of("10.9.0.0/16"));
    SyslogListener udp = listener(Protocol.UDP, List.of("10.9.0.0/16"));
    server = SyslogServer.start(List.of(tcp, udp), this::take);
    try (Socket socket = new Socket(LOOPBACK, server.ports().get(0))) {
      assertThat(closed(socket)).isTrue();
    }
    int port = server.ports().get(1);
    try (DatagramSocket socket = new DatagramSocket()) {
      send(socket, port, "<190>gw: stranger");
      await(() -> SyslogMetrics.REFUSED.labelValues(Integer.toString(port), "network").get() == 1);
    }
    assertThat(stored).isEmpty();
  }

  @Test
  void moreConnectionsThanTheLimitAreClosedAndTheOthersGoOn() throws Exception {
    int port = start(Protocol.TCP, new SyslogServer.Limits(2, Duration.ofMinutes(1), 1_000));
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 2; i++) {
        sockets.add(new Socket(LOOPBACK, port));
        sockets.get(i).getOutputStream().write(bytes("<1>gw: hello\n"));
        int known = i + 1;
        await(() -> stored.size() == known);
      }
      try (Socket third = new Socket(LOOPBACK, port)) {
        assertThat(closed(third)).isTrue();
      }
      sockets.get(0).getOutputStream().write(bytes("<1>gw: still here\n"));
      await(() -> stored.contains("still here"));
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws Exception {
    int port = start(Protocol.TCP, new SyslogServer.Limits(2, Duration.ofMillis(200), 1_000));
    try (Socket socket = new Socket(LOOPBACK, port)) {
      assertThat(closed(socket)).isTrue();
    }
  }

  @Test
  void aHugeCountEndsTheConnectionAndTheServerLives() throws Exception {
    int port = start(Protocol.TCP, SyslogServer.Limits.USUAL);
    try (Socket socket = new Socket(LOOPBACK, port)) {
      socket.getOutputStream().write(bytes("4294967296 <134>1 - h a p m - {}"));
      assertThat(closed(socket)).isTrue();
    }
    await(() -> stored.size() == 1);
    try (Socket socket = new Socket(LOOPBACK, port)) {
      socket.getOutputStream().write(bytes("<1>gw: next\n"));
      await(() -> stored.contains("next"));
    }
  }

  @Test
  void aTakenPortStopsTheStartAndFreesTheOthers() throws Exception {
    int port = start(Protocol.TCP, SyslogServer.Limits.USUAL);
    SyslogListener free = listener(Protocol.TCP, List.of());
    SyslogListener taken = SyslogListener.onLoopback(Protocol.TCP, port, "t", "g", "kong");
    assertThatThrownBy(() -> SyslogServer.start(List.of(free, taken), this::take))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Integer.toString(port));
  }

  private int start(Protocol protocol, SyslogServer.Limits limits) {
    server = SyslogServer.start(List.of(listener(protocol, List.of())), this::take, limits);
    return server.ports().get(0);
  }

  private CompletableFuture<Boolean> take(SyslogListener from, int port, List<byte[]> lines) {
    if (!open) {
      waiting.add(new CompletableFuture<>());
      return CompletableFuture.completedFuture(false);
    }
    for (byte[] line : lines) {
      stored.add(new String(line, StandardCharsets.UTF_8));
    }
    if (answers) {
      return CompletableFuture.completedFuture(true);
    }
    CompletableFuture<Boolean> later = new CompletableFuture<>();
    waiting.add(later);
    return later;
  }

  private int waitedBatches() {
    return waiting.size();
  }

  private static SyslogListener listener(Protocol protocol, List<String> networks) {
    return new SyslogListener(protocol, "127.0.0.1", 0, "t", "g", "kong", networks);
  }

  private static boolean closed(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    try {
      return socket.getInputStream().read() < 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static void send(DatagramSocket socket, int port, String text) throws IOException {
    byte[] bytes = bytes(text);
    socket.send(new DatagramPacket(bytes, bytes.length, LOOPBACK, port));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(5);
    }
  }
}
