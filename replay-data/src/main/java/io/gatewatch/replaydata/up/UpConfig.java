package io.gatewatch.replaydata.up;

import static java.util.Objects.requireNonNull;

import io.gatewatch.sinks.Sinks;
import io.gatewatch.sinks.SinksConfig;
import java.nio.file.Path;
import java.util.List;

/**
 * All that {@code up} is told.
 *
 * @param data folder of everything that outlives a run
 * @param host address that every port binds to
 * @param port console and API
 * @param brokerPort Kafka
 * @param flinkPort Flink's own page
 * @param receiverPort log receiver
 * @param sample whether sample traffic is played; with and without it are two separate states
 * @param knowledge of the gateways' lines
 * @param doors the ways in beside HTTP
 * @param sinks who is told of alerts; null when nobody is
 */
public record UpConfig(
    Path data,
    String host,
    int port,
    int brokerPort,
    int flinkPort,
    int receiverPort,
    boolean sample,
    Knowledge knowledge,
    Doors doors,
    SinksConfig sinks) {

  /** Tenant of the sample traffic, the only one whose quotas are enforced. */
  public static final String SAMPLE_TENANT = "sample";

  /** Gateway group of the sample traffic. */
  public static final String SAMPLE_GROUP = "kong-sample";

  public UpConfig {
    requireNonNull(data, "data");
    requireNonNull(host, "host");
    requireNonNull(knowledge, "knowledge");
    requireNonNull(doors, "doors");
    requirePort("port", port);
    requirePort("broker-port", brokerPort);
    requirePort("flink-port", flinkPort);
    requirePort("receiver-port", receiverPort);
    data = data.toAbsolutePath().normalize();
  }

  /** With what ships. */
  public UpConfig(
      Path data,
      String host,
      int port,
      int brokerPort,
      int flinkPort,
      int receiverPort,
      boolean sample) {
    this(
        data,
        host,
        port,
        brokerPort,
        flinkPort,
        receiverPort,
        sample,
        Knowledge.shipped(),
        Doors.usual(),
        null);
  }

  /** The folder of this state: sample traffic never mixes with a person's own. */
  Path root() {
    return root(data, sample);
  }

  Path keys() {
    return keys(data, sample);
  }

  /** The folder of a state's keys. */
  public static Path keys(Path data, boolean sample) {
    return root(data, sample).resolve("keys");
  }

  /** Topics that sinks write rows to. */
  List<String> findingsTopics() {
    return sinks == null ? List.of() : Sinks.topics(sinks);
  }

  /** Address of an HTTP port, for people on this machine. */
  String http(int httpPort) {
    boolean any = host.equals("0.0.0.0") || host.equals("::");
    return "http://" + (any ? "127.0.0.1" : host) + ":" + httpPort;
  }

  private static Path root(Path data, boolean sample) {
    return data.resolve(sample ? "with-sample" : "without-sample");
  }

  private static void requirePort(String name, int port) {
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(name + ": " + port + " (expected: 1..65535)");
    }
  }
}
