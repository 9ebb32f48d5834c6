package io.gatewatch.replaydata.up;

import io.gatewatch.collector.syslog.SyslogListener;
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
    Map<Integer, String> seenUdp = new LinkedHashMap<>();
    for (SyslogListener listener : config.doors().syslog()) {
      switch (listener.protocol()) {
        case TCP -> look(config, "syslog listener", "--syslog-tcp", listener.port(), seen);
        case UDP -> {
          String what = "syslog listener (UDP)";
          refuseTwice(what, "--syslog-udp", listener.port(), seenUdp);
          refuseTaken(
              Ports.isFreeForUdp(config.host(), listener.port()),
              what,
              "--syslog-udp",
              listener.port());
        }
      }
    }
  }

  private static void look(
      UpConfig config, String what, String flag, int port, Map<Integer, String> seen) {
    refuseTwice(what, flag, port, seen);
    refuseTaken(Ports.isFree(config.host(), port), what, flag, port);
  }

  private static void refuseTwice(String what, String flag, int port, Map<Integer, String> seen) {
    String earlier = seen.putIfAbsent(port, what);
    if (earlier != null) {
      throw new CannotStart(
          "port " + port + " is meant for " + earlier + " and " + what + " (change " + flag + ")");
    }
  }

  private static void refuseTaken(boolean free, String what, String flag, int port) {
    if (!free) {
      throw new CannotStart(
          "port " + port + " of the " + what + " is taken (choose another: " + flag + " PORT)");
    }
  }
}
