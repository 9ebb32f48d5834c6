package io.gatewatch.streamsapp;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.ingest.ControlRecord;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * detections → incidents (by partition) → alerts; incidents, approvals, usage and control →
 * one-partition internal topic → governor (one task) → quotas, its own alerts, audit, heartbeat.
 */
public final class AlertingTopology {
  private AlertingTopology() {}

  /**
   * Draws the topology.
   *
   * @param detectionsPartitions whose Clocks the governor waits for
   * @param keys sign the quota updates
   */
  public static void draw(
      StreamsBuilder builder, AlertingConfig config, int detectionsPartitions, SigningKeys keys) {
    builder.addStateStore(store(IncidentsProcessor.STORE));
    builder.addStateStore(store(GovernorStore.STORE));

    KStream<String, Row> told =
        builder.stream(
                Detection.TOPIC,
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("detections"))
            .process(
                () -> new IncidentsProcessor(config),
                Named.as("incidents"),
                IncidentsProcessor.STORE);
    publish(told.filterNot((key, row) -> row.isForGovernor(), Named.as("alerts")), "publish");

    KStream<String, Row> decided =
        told.filter((key, row) -> row.isForGovernor(), Named.as("grounds"))
            .merge(source(builder, Act.TOPIC, (k, v) -> GovernorReader.approval(v)))
            .merge(source(builder, UsageRow.TOPIC, (k, v) -> GovernorReader.usage(v)))
            .merge(source(builder, ControlRecord.TOPIC, GovernorReader::control))
            .repartition(
                Repartitioned.<String, Row>as("governor")
                    .withNumberOfPartitions(1)
                    .withKeySerde(Serdes.String())
                    .withValueSerde(Row.serde()))
            .process(
                () -> new GovernorProcessor(config, detectionsPartitions, keys),
                Named.as("governor"),
                GovernorStore.STORE);
    publish(decided, "publish-decided");
  }

  /** What the governor is told besides findings: read where it lies, ordered by the one topic. */
  private static KStream<String, Row> source(
      StreamsBuilder builder, String topic, BiFunction<byte[], byte[], List<Row>> reader) {
    String name = topic.substring(topic.indexOf('.') + 1);
    return builder.stream(
            topic, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(name))
        .flatMap(
            (key, value) ->
                reader.apply(key, value).stream().map(row -> KeyValue.pair(name, row)).toList(),
            Named.as("read-" + name));
  }

  private static void publish(KStream<String, Row> rows, String name) {
    rows.to(
        (key, row, context) -> row.topic(),
        Produced.with(Serdes.String(), Row.serde()).withName(name));
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }
}
