package io.gatewatch.alerting;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The time before which nothing can come any more: the least over the Clocks of all partitions,
 * once each has spoken. A partition's Clock never goes back.
 */
public final class LowWater {
  private final int partitions;
  private final TreeMap<Integer, Instant> clocks = new TreeMap<>();

  /**
   * @param partitions how many there are, all of which must speak
   */
  public LowWater(int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions: " + partitions + " (expected: 1 or more)");
    }
    this.partitions = partitions;
  }

  /** Hears one partition's Clock; gives the low water when all have spoken. */
  public Optional<Instant> hear(int partition, Instant time) {
    clocks.merge(partition, time, (a, b) -> a.isAfter(b) ? a : b);
    return now();
  }

  /** The low water; empty until all have spoken. */
  public Optional<Instant> now() {
    return clocks.size() < partitions
        ? Optional.empty()
        : clocks.values().stream().min(Instant::compareTo);
  }
}
