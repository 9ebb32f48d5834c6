package io.gatewatch.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.sinks.Delivery.Unavailable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SyslogSinkTest {

  @Test
  void messagesAreCountedSoThatNoLineEndCanSplitThem() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SyslogSink sink = new SyslogSink("127.0.0.1:" + server.getLocalPort(), false)) {
      assertThat(deliver(sink, Told.enumeration())).isEqualTo(Delivery.TAKEN);
      assertThat(deliver(sink, Told.enumeration().closed())).isEqualTo(Delivery.TAKEN);

      try (Socket accepted = server.accept()) {
        assertThat(message(accepted)).contains("externalId=a-77e1-1");
        assertThat(message(accepted)).contains("externalId=a-77e1-2", "act=closed");
      }
    }
  }

  @Test
  void aReceiverThatCameBackIsFoundAgain() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    try (SyslogSink sink = new SyslogSink("127.0.0.1:" + port, false)) {
      assertThat(deliver(sink, Told.enumeration())).isInstanceOf(Unavailable.class);
      try (ServerSocket server = new ServerSocket(port, 5, InetAddress.getLoopbackAddress())) {
        assertThat(deliver(sink, Told.enumeration())).isEqualTo(Delivery.TAKEN);
        try (Socket accepted = server.accept()) {
          assertThat(message(accepted)).contains("externalId=a-77e1-1");
        }
        // That one is gone: the next message opens a connection of its own and is not lost.
        assertThat(deliver(sink, Told.enumeration().closed())).isEqualTo(Delivery.TAKEN);
        try (Socket accepted = server.accept()) {
          assertThat(message(accepted)).contains("externalId=a-77e1-2");
        }
      }
    }
  }

  @Test
  void aReceiverThatTakesNoMoreIsGivenUp() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SyslogSink sink = new SyslogSink("127.0.0.1:" + server.getLocalPort(), false, 200)) {
      server.setReceiveBufferSize(8 * 1024);
      Delivery last = deliver(sink, Told.enumeration());
      try (Socket unread = server.accept()) {
        // What fits into the buffers is taken, and no more.
        assertThat(unread.isConnected()).isTrue();
        for (int i = 0; i < 100_000 && last == Delivery.TAKEN; i++) {
          last = deliver(sink, Told.enumeration());
        }
      }
      assertThat(last).isInstanceOf(Unavailable.class);
    }
  }

  @Test
  void aReceiverThatNeverAnswersTheHandshakeIsGivenUp() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        SyslogSink sink = new SyslogSink("127.0.0.1:" + server.getLocalPort(), true, 200)) {
      assertThat(deliver(sink, Told.enumeration())).isInstanceOf(Unavailable.class);
    }
  }

  private static Delivery deliver(SyslogSink sink, Told told) {
    return sink.deliver(told.alert(), told.row());
  }

  private static String message(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    int length = 0;
    for (int digit = in.read(); digit != ' '; digit = in.read()) {
      length = 10 * length + digit - '0';
    }
    return new String(in.readNBytes(length), UTF_8);
  }
}
