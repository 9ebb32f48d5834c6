package io.gatewatch.streamsapp;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.AnalystVerdict;
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
 * detections → incidents (by partition) → one-partition internal topic → desk (one task, hears
 * control and verdicts too) → alerts; incidents, approvals, verdicts, usage and control → another
 * one → governor (one task) → quotas, its own alerts, audit, heartbeat.
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
    builder.addStateStore(store(DeskProcessor.STORE));

    KStream<String, Row> told =
        builder.stream(
                Detection.TOPIC,
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("detections"))
            .process(
                () -> new IncidentsProcessor(config),
                Named.as("incidents"),
                IncidentsProcessor.STORE);
    KStream<byte[], byte[]> control = source(builder, ControlRecord.TOPIC);
    KStream<String, Row> verdicts =
        source(builder, AnalystVerdict.TOPIC)
            .process(VerdictProcessor::new, Named.as("read-verdicts"));
    desk(told, control, verdicts, config, detectionsPartitions);

    KStream<String, Row> decided =
        told.filter((key, row) -> row.isForGovernor(), Named.as("grounds"))
            .merge(
                read(
                    source(builder, Act.TOPIC),
                    "approvals",
                    (key, value) -> GovernorReader.approval(value)))
            .merge(
                read(
                    source(builder, UsageRow.TOPIC),
                    "usage",
                    (key, value) -> GovernorReader.usage(value)))
            .merge(read(control, "control", GovernorReader::control))
            .merge(
                verdicts.filter(
                    (key, row) -> row.isForGovernor(), Named.as("verdicts-for-governor")))
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

  /** What the governor is told besides findings: ordered by the one topic. */
  private static KStream<String, Row> read(
      KStream<byte[], byte[]> rows, String name, BiFunction<byte[], byte[], List<Row>> reader) {
    return rows.flatMap(
        (key, value) ->
            reader.apply(key, value).stream().map(row -> KeyValue.pair(name, row)).toList(),
        Named.as("read-" + name));
  }

  private static KStream<byte[], byte[]> source(StreamsBuilder builder, String topic) {
    return builder.stream(
        topic,
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
            .withName(topic.substring(topic.indexOf('.') + 1)));
  }

  /** Control and verdicts have one partition, as the internal topic has: one task hears all. */
  private static void desk(
      KStream<String, Row> told,
      KStream<byte[], byte[]> control,
      KStream<String, Row> verdicts,
      AlertingConfig config,
      int detectionsPartitions) {
    KStream<String, Row> known =
        control.map(
            (key, value) -> KeyValue.pair("control", Row.ofControl(value)),
            Named.as("control-rows"));
    KStream<String, Row> alerts =
        told.filter((key, row) -> row.isForDesk(), Named.as("alerts"))
            .repartition(
                Repartitioned.<String, Row>as("desk")
                    .withNumberOfPartitions(1)
                    .withKeySerde(Serdes.String())
                    .withValueSerde(Row.serde()))
            .merge(known, Named.as("desk-input"))
            .merge(verdicts.filter((key, row) -> row.isForDesk(), Named.as("verdicts-for-desk")))
            .process(
                () -> new DeskProcessor(config, detectionsPartitions),
                Named.as("desk"),
                DeskProcessor.STORE);
    publish(alerts, "publish");
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
