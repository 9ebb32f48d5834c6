package io.gatewatch.collector;

import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A broker with three partitions of calls, kept in memory by Kafka's own mock producer. */
final class FakeBroker {
  static final int PARTITIONS = 3;

  final MockProducer<byte[], byte[]> producer;
  final ReadWriteLock order = new ReentrantReadWriteLock(true);
  final FeedTeller feeds = new FeedTeller("w 1");
  final CallWriter writer;
  final CallIntake intake;

  /**
   * @param answers whether it takes rows at once, or each when a test says so
   */
  FakeBroker(boolean answers, long mostBytesUnderWay) {
    producer =
        new MockProducer<>(
            cluster(), answers, null, new ByteArraySerializer(), new ByteArraySerializer());
    writer = new CallWriter(producer);
    intake =
        new CallIntake(
            ParserSettings.shipped(MaskingKeys.wellKnown()),
            writer,
            order.readLock(),
            feeds,
            InstantSource.fixed(Lines.TIME),
            new Timeliness(Duration.ofSeconds(5)),
            new ByteBudget(mostBytesUnderWay));
  }

  static FakeBroker answering() {
    return new FakeBroker(true, CallIntake.MOST_BYTES_UNDER_WAY);
  }

  List<LogEntry> entries() {
    LogEntryCodec codec = new LogEntryCodec();
    return rows(LogEntry.TOPIC).stream().map(row -> codec.read(row.value())).toList();
  }

  List<RejectRecord> rejects() {
    return rows(RejectRecord.TOPIC).stream()
        .map(row -> RejectJson.read(new String(row.value(), StandardCharsets.UTF_8)))
        .toList();
  }

  List<ProducerRecord<byte[], byte[]>> rows(String topic) {
    return producer.history().stream().filter(row -> row.topic().equals(topic)).toList();
  }

  private static Cluster cluster() {
    Node node = new Node(0, "localhost", 1);
    Node[] nodes = {node};
    List<PartitionInfo> partitions =
        IntStream.range(0, PARTITIONS)
            .mapToObj(p -> new PartitionInfo(LogEntry.TOPIC, p, node, nodes, nodes))
            .collect(java.util.stream.Collectors.toList());
    partitions.add(new PartitionInfo(RejectRecord.TOPIC, 0, node, nodes, nodes));
    return new Cluster("fake", List.of(node), partitions, Set.of(), Set.of());
  }
}
