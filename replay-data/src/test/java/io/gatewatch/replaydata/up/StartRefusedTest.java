package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.collector.RawTopics;
import io.gatewatch.collector.syslog.SyslogListener;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartRefusedTest {

  @TempDir Path data;

  @Test
  void aTakenPortIsNamedWithTheFlagThatMovesIt() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();

      assertThatThrownBy(() -> start(config(Ports.anyFree(), taken)))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("port " + taken)
          .hasMessageContaining("--broker-port");
    }
  }

  @Test
  void onePortForTwoPartsIsRefused() {
    int port = Ports.anyFree();

    assertThatThrownBy(() -> start(config(port, port)))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("console and broker");
  }

  @Test
  void aTakenPortOfSyslogIsNamedWithItsFlag() throws IOException {
    try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();
      SyslogListener listener =
          SyslogListener.onLoopback(
              SyslogListener.Protocol.UDP, taken, "default", "default", "kong");
      UpConfig usual = config(Ports.anyFree(), Ports.anyFree());
      UpConfig config =
          new UpConfig(
              data,
              "127.0.0.1",
              usual.port(),
              usual.brokerPort(),
              usual.flinkPort(),
              usual.receiverPort(),
              false,
              Knowledge.shipped(),
              new Doors(null, null, List.of(listener), RawTopics.DEFAULT),
              null);

      assertThatThrownBy(() -> start(config))
          .isInstanceOf(CannotStart.class)
          .hasMessageContaining("port " + taken)
          .hasMessageContaining("--syslog-udp");
    }
  }

  @Test
  void aSecondOneOnTheSameFolderIsToldOfTheFirstAndNotOfItsPorts() throws IOException {
    try (DataLock other = DataLock.take(data);
        ServerSocket console = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(config(console.getLocalPort(), Ports.anyFree())))
          .isInstanceOf(CannotStart.class)
          .hasMessageStartingWith("another 'gatewatch up' is running with its data in " + data)
          .hasMessageContaining("--data");
      assertThat(other).isNotNull();
    }
  }

  private static void start(UpConfig config) {
    OneMachineStack.start(config, line -> {}, () -> false).close();
  }

  private UpConfig config(int port, int brokerPort) {
    return new UpConfig(
        data, "127.0.0.1", port, brokerPort, Ports.anyFree(), Ports.anyFree(), false);
  }
}
