package io.gatewatch.replaydata.up;

import java.util.LinkedHashMap;
import java.util.Map;

/** Looks at every port before anything starts. */
final class TakenPorts {

  private TakenPorts() {}

  /** Throws one line that names the first port that cannot be had, and the flag that moves it. */
  static void refuse(UpConfig config) {
    Map<Integer, String> seen = new LinkedHashMap<>();
    look(config, "console", "--port", config.port(), seen);
    look(config, "broker", "--broker-port", config.brokerPort(), seen);
    look(config, "Flink page", "--flink-port", config.flinkPort(), seen);
    look(config, "log receiver", "--receiver-port", config.receiverPort(), seen);
  }

  private static void look(
      UpConfig config, String what, String flag, int port, Map<Integer, String> seen) {
    String earlier = seen.putIfAbsent(port, what);
    if (earlier != null) {
      throw new CannotStart(
          "port " + port + " is meant for " + earlier + " and " + what + " (change " + flag + ")");
    }
    if (!Ports.isFree(config.host(), port)) {
      throw new CannotStart(
          "port " + port + " of the " + what + " is taken (choose another: " + flag + " PORT)");
    }
  }
}
