package io.gatewatch.streamsapp;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.AlertingConfig;
import java.nio.file.Path;

/**
 * All that the alerting application is told at start.
 *
 * @param bootstrapServers the broker, host:port
 * @param applicationId names consumer group, internal topics and transactions; keep it
 * @param instanceId tells instances apart; a restart under the same id goes on at once
 * @param stateDir where RocksDB keeps the stores; may be lost, the broker has them too
 * @param keysDir where the signing key pair lies; made at the first start
 * @param detectionsPartitions of {@code gatewatch.detections}: the governor waits for the Clocks of
 *     all of them
 * @param standbyReplicas other instances that keep a copy of each store, so that one of them goes
 *     on 15 s after an instance was last heard of; 0 for one instance alone
 * @param alerting the numbers of the fold
 */
public record AlertingAppConfig(
    String bootstrapServers,
    String applicationId,
    String instanceId,
    Path stateDir,
    Path keysDir,
    int detectionsPartitions,
    int standbyReplicas,
    AlertingConfig alerting) {
  public AlertingAppConfig {
    requireNonNull(bootstrapServers, "bootstrapServers");
    requireNonNull(applicationId, "applicationId");
    requireNonNull(instanceId, "instanceId");
    requireNonNull(stateDir, "stateDir");
    requireNonNull(keysDir, "keysDir");
    requireNonNull(alerting, "alerting");
    if (detectionsPartitions < 1) {
      throw new IllegalArgumentException(
          "detectionsPartitions: " + detectionsPartitions + " (expected: 1 or more)");
    }
    if (standbyReplicas < 0) {
      throw new IllegalArgumentException(
          "standbyReplicas: " + standbyReplicas + " (expected: 0 or more)");
    }
  }

  /** One instance with the default numbers. */
  public static AlertingAppConfig of(
      String bootstrapServers, Path stateDir, Path keysDir, int detectionsPartitions) {
    return new AlertingAppConfig(
        bootstrapServers,
        "gatewatch-alerting",
        "alerting-1",
        stateDir,
        keysDir,
        detectionsPartitions,
        0,
        AlertingConfig.defaults());
  }

  /** The same with other numbers. */
  public AlertingAppConfig with(AlertingConfig other) {
    return new AlertingAppConfig(
        bootstrapServers,
        applicationId,
        instanceId,
        stateDir,
        keysDir,
        detectionsPartitions,
        standbyReplicas,
        other);
  }

  /** The same as one of several instances, each under an id and a folder of its own. */
  public AlertingAppConfig asInstance(String id, Path itsStateDir, int replicas) {
    return new AlertingAppConfig(
        bootstrapServers,
        applicationId,
        id,
        itsStateDir,
        keysDir,
        detectionsPartitions,
        replicas,
        alerting);
  }
}
