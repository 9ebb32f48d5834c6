package io.gatewatch.flinkjob;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Settings of the detection job.
 *
 * @param bootstrapServers the broker
 * @param parallelism of observe, merge and judge
 * @param detectionsPartitions partitions of gatewatch.detections: each gets the judge's clock
 * @param firstBook control records as JSON, see {@link ControlReader#readAll}: in force before any
 *     call flows
 */
public record DetectionJobConfig(
    String bootstrapServers, int parallelism, int detectionsPartitions, List<String> firstBook) {
  public DetectionJobConfig {
    requireNonNull(bootstrapServers, "bootstrapServers");
    if (parallelism < 1 || detectionsPartitions < 1) {
      throw new IllegalArgumentException(
          "parallelism, detectionsPartitions: (expected: 1 or more)");
    }
    if (firstBook.isEmpty()) {
      throw new IllegalArgumentException("firstBook: empty (expected: at least one rule file)");
    }
    firstBook = List.copyOf(firstBook);
  }
}
