package io.gatewatch.gateways;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
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
 * A gateway's door on this machine: one connection for each question, read until it is closed,
 * since a kept one would stay with the old process over a reload.
 */
public final class LocalSocket {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int MOST_BYTES = 64 << 20;

  private final SocketAddress address;

  private LocalSocket(SocketAddress address) {
    this.address = address;
  }

  /** A Unix socket. */
  public static LocalSocket unix(Path path) {
    return new LocalSocket(UnixDomainSocketAddress.of(path));
  }

  /**
   * By an address as nginx writes it.
   *
   * @param address {@code unix:/path} or host:port
   */
  public static LocalSocket of(String address) {
    if (address.startsWith("unix:")) {
      return unix(Path.of(address.substring("unix:".length())));
    }
    int colon = address.lastIndexOf(':');
    if (colon < 1 || !address.substring(colon + 1).matches("\\d{1,5}")) {
      throw new IllegalArgumentException(
          "control: " + address + " (expected: unix:/path or host:port)");
    }
    int port = Integer.parseInt(address.substring(colon + 1));
    return new LocalSocket(new InetSocketAddress(address.substring(0, colon), port));
  }

  /** All that is answered to a question, until the other side closes. */
  public String ask(String question) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try (SocketChannel channel = open();
        Selector selector = Selector.open()) {
      channel.connect(address);
      channel.configureBlocking(false);
      ByteBuffer out = ByteBuffer.wrap(question.getBytes(StandardCharsets.UTF_8));
      SelectionKey key = channel.register(selector, SelectionKey.OP_WRITE);
      while (out.hasRemaining()) {
        await(selector, deadline, question);
        channel.write(out);
      }
      key.interestOps(SelectionKey.OP_READ);
      return read(channel, selector, deadline, question);
    } catch (IOException e) {
      throw new IOException(address + ": " + e.getMessage(), e);
    }
  }

  private SocketChannel open() throws IOException {
    return address instanceof UnixDomainSocketAddress
        ? SocketChannel.open(StandardProtocolFamily.UNIX)
        : SocketChannel.open();
  }

  private static String read(
      SocketChannel channel, Selector selector, long deadline, String question) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.allocate(16_384);
    while (true) {
      await(selector, deadline, question);
      int read = channel.read(in);
      if (read < 0) {
        return answer.toString(StandardCharsets.UTF_8);
      }
      answer.write(in.array(), 0, read);
      in.clear();
      if (answer.size() > MOST_BYTES) {
        throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
      }
    }
  }

  private static void await(Selector selector, long deadline, String question) throws IOException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0 || selector.select(millis) == 0) {
      throw new IOException(
          "no answer within " + PATIENCE.toSeconds() + " s to: " + question.split(" ", 2)[0]);
    }
    selector.selectedKeys().clear();
  }
}
