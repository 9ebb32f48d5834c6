package io.gatewatch.gateways.haproxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * HAProxy's runtime socket: one connection for each command, since a kept one would stay with the
 * old process over a reload.
 */
final class RuntimeSocket {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 64 << 20;

  private final Path path;

  RuntimeSocket(Path path) {
    this.path = path;
  }

  /** The answer to one command, or to one command with its payload, without its closing lines. */
  String ask(String command) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        Selector selector = Selector.open()) {
      channel.connect(UnixDomainSocketAddress.of(path));
      channel.configureBlocking(false);
      ByteBuffer out = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8));
      SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
      while (out.hasRemaining()) {
        await(selector, deadline, command);
        channel.write(out);
      }
      key.interestOps(SelectionKey.OP_READ);
      return read(channel, selector, deadline, command);
    } catch (IOException e) {
      throw new IOException(path + ": " + e.getMessage(), e);
    }
  }

  private static String read(
      SocketChannel channel, Selector selector, long deadline, String command) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.allocate(16_384);
    while (true) {
      await(selector, deadline, command);
      int read = channel.read(in);
      if (read < 0) {
        return answer.toString(StandardCharsets.UTF_8).strip();
      }
      answer.write(in.array(), 0, read);
      in.clear();
      if (answer.size() > MOST_BYTES) {
        throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
      }
    }
  }

  private static void await(Selector selector, long deadline, String command) throws IOException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0 || selector.select(millis) == 0) {
      throw new IOException(
          "no answer within " + PATIENCE.toSeconds() + " s to: " + command.split(" ", 4)[0]);
    }
    selector.selectedKeys().clear();
  }
}
