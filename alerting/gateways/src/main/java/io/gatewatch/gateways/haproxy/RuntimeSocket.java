package io.gatewatch.gateways.haproxy;

import io.gatewatch.gateways.LocalSocket;
import java.io.IOException;

/** HAProxy's runtime socket: a command a connection. */
final class RuntimeSocket {
  private final LocalSocket socket;

  RuntimeSocket(LocalSocket socket) {
    this.socket = socket;
  }

  /** The answer to one command, or to one command with its payload, without its closing lines. */
  String ask(String command) throws IOException {
    return socket.ask(command + "\n").strip();
  }
}
