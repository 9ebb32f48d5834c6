package io.gatewatch.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ControlFollowerTest {
  private static final TopicPartition CONTROL = new TopicPartition(ControlRecord.TOPIC, 0);
  private static final Instant LATER = Instant.parse("2026-01-10T13:00:00Z");
  private static final Set<String> KINDS = Set.of(ControlRecord.CATALOG, ControlRecord.REGISTRY);
  private static final Principal AGENT = Principal.agent("agent-7", "kong.consumer.id");

  private final MockConsumer<byte[], byte[]> topic = new MockConsumer<>("earliest");
  private long offset;

  @Test
  void whatStandsOnControlCountsBeforeTheFirstLineAndWhatFollowsFromItsTime() {
    ControlFollower follower = followerOf(registry(1, Instant.EPOCH, "first"));
    assertThat(nameAt(follower, Instant.EPOCH)).isEqualTo("first");

    follower.take(List.of(registry(2, LATER, "second")));

    assertThat(nameAt(follower, LATER.minusMillis(1))).isEqualTo("first");
    assertThat(nameAt(follower, LATER)).isEqualTo("second");
  }

  @Test
  void aBrokenRecordIsPassedOverAndTheNextOneCounts() {
    double refused = IngestMetrics.CONTROL_REFUSED.get();
    ControlRecord noRegistry =
        ControlRecord.of(ControlRecord.REGISTRY, "given", 2, Instant.EPOCH, "agents: [{id: x}]");
    ControlRecord noCatalog =
        ControlRecord.of(ControlRecord.CATALOG, "given", 1, Instant.EPOCH, "no JSON");
    give("registry:given:1", "{}".getBytes(StandardCharsets.UTF_8));
    give("registry:given:9", registry(3, Instant.EPOCH, "under another's key").write());
    give("registry:given:4", null);
    give("heartbeat", "{}".getBytes(StandardCharsets.UTF_8));

    ControlFollower follower =
        followerOf(noRegistry, noCatalog, registry(3, Instant.EPOCH, "usable"));

    assertThat(nameAt(follower, LATER)).isEqualTo("usable");
    assertThat(IngestMetrics.CONTROL_REFUSED.get() - refused).isEqualTo(4);
  }

  private static String nameAt(ControlFollower follower, Instant time) {
    AgentRegistry registry = follower.get().registry(time.toEpochMilli());
    return registry == null ? null : registry.find(AGENT, "bank", "public").name();
  }

  private static ControlRecord registry(int version, Instant from, String name) {
    String yaml = "agents:\n  - {id: agent-7, name: " + name + "}\n";
    return ControlRecord.of(ControlRecord.REGISTRY, "given", version, from, yaml);
  }

  private ControlFollower followerOf(ControlRecord... records) {
    for (ControlRecord record : records) {
      give(record.key(), record.write());
    }
    topic.updatePartitions(
        ControlRecord.TOPIC, List.of(new PartitionInfo(ControlRecord.TOPIC, 0, null, null, null)));
    topic.updateBeginningOffsets(Map.of(CONTROL, 0L));
    topic.updateEndOffsets(Map.of(CONTROL, offset));
    return new ControlFollower(new ControlLog(topic, KINDS));
  }

  private void give(String key, byte[] value) {
    long at = offset++;
    topic.schedulePollTask(
        () ->
            topic.addRecord(
                new ConsumerRecord<>(
                    ControlRecord.TOPIC, 0, at, key.getBytes(StandardCharsets.UTF_8), value)));
  }
}
