package io.gatewatch.replaydata.up;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where the embedded broker keeps its log and where it listens.
 *
 * @param directory log and metadata; formatted when it is new
 * @param host address to bind to
 * @param port clients' port, 1..65535
 * @param controllerPort port of the controller inside this process, always on 127.0.0.1; may differ
 *     at every start
 */
public record BrokerConfig(Path directory, String host, int port, int controllerPort) {

  static final int NODE = 1;

  public BrokerConfig {
    requireNonNull(directory, "directory");
    requireNonNull(host, "host");
    requirePort("port", port);
    requirePort("controllerPort", controllerPort);
  }

  /** The address that clients on this machine use. */
  public String bootstrapServers() {
    return reachableHost() + ":" + port;
  }

  /** Kafka's own settings: one node, small buffers, quick to come back after a kill. */
  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", Integer.toString(NODE));
    settings.put("listeners", "CLIENTS://" + host + ":" + port + ",CONTROLLER://" + controller());
    settings.put("advertised.listeners", "CLIENTS://" + bootstrapServers());
    settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
    settings.put("inter.broker.listener.name", "CLIENTS");
    settings.put("controller.listener.names", "CONTROLLER");
    settings.put("controller.quorum.voters", NODE + "@" + controller());
    settings.put("log.dirs", directory.toString());
    settings.put("auto.create.topics.enable", "false");
    oneReplicaOfEverything(settings);
    backSoonAfterAKill(settings);
    smallInMemory(settings);
    return settings;
  }

  private static void oneReplicaOfEverything(Map<String, String> settings) {
    settings.put("default.replication.factor", "1");
    settings.put("offsets.topic.replication.factor", "1");
    settings.put("offsets.topic.num.partitions", "4");
    settings.put("transaction.state.log.replication.factor", "1");
    settings.put("transaction.state.log.min.isr", "1");
    settings.put("transaction.state.log.num.partitions", "4");
    settings.put("share.coordinator.state.topic.replication.factor", "1");
    settings.put("share.coordinator.state.topic.min.isr", "1");
    settings.put("share.coordinator.state.topic.num.partitions", "1");
  }

  private static void backSoonAfterAKill(Map<String, String> settings) {
    settings.put("broker.session.timeout.ms", "2000");
    settings.put("broker.heartbeat.interval.ms", "500");
    settings.put("group.initial.rebalance.delay.ms", "0");
    settings.put("group.min.session.timeout.ms", "2000");
    settings.put("controlled.shutdown.enable", "false");
  }

  private static void smallInMemory(Map<String, String> settings) {
    settings.put("num.network.threads", "2");
    settings.put("num.io.threads", "4");
    settings.put("background.threads", "2");
    settings.put("log.cleaner.threads", "1");
    settings.put("log.cleaner.dedupe.buffer.size", Integer.toString(8 << 20));
    settings.put("log.cleaner.io.buffer.size", Integer.toString(256 << 10));
    settings.put("log.segment.bytes", Integer.toString(128 << 20));
    settings.put("offsets.topic.segment.bytes", Integer.toString(16 << 20));
    settings.put("transaction.state.log.segment.bytes", Integer.toString(16 << 20));
    settings.put("metadata.log.segment.bytes", Integer.toString(16 << 20));
  }

  private String controller() {
    return "127.0.0.1:" + controllerPort;
  }

  private String reachableHost() {
    return host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
  }

  private static void requirePort(String name, int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(name + ": " + port + " (expected: 1..65535)");
    }
  }
}
