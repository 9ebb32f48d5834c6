package io.gatewatch.collector;

import io.gatewatch.ingest.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** A Clock goes to every partition; a call to the one that its key picks. */
final class ClockPartitioner implements StreamPartitioner<byte[], Object> {
  @Override
  public Optional<Set<Integer>> partitions(
      String topic, byte[] key, Object value, int numPartitions) {
    return value instanceof Clock
        ? Optional.of(IntStream.range(0, numPartitions).boxed().collect(Collectors.toSet()))
        : Optional.empty();
  }
}
