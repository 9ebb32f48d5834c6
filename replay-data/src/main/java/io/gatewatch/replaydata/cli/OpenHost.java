package io.gatewatch.replaydata.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What is to be known before {@code up} listens to more than this machine. */
final class OpenHost {
  private OpenHost() {}

  /** One line; null for a loopback address, and for a name that nobody knows. */
  static String warning(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress()
          ? null
          : "Warning: --host "
              + host
              + " opens console, metrics, broker and Flink too, broker and Flink without"
              + " credentials: for trying out on a network that you trust only.";
    } catch (UnknownHostException e) {
      return null;
    }
  }
}
