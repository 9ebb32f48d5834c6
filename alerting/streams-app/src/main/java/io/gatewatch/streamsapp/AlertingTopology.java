package io.gatewatch.streamsapp;

import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.detectors.Detection;
import io.gatewatch.ingest.ControlRecord;
import org.apache.kafka.common.serialization.Serdes;
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
 * control too) → alerts; incidents → another one → governor (one task) → quotas, its own alerts,
 * heartbeat.
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
    desk(builder, told, config, detectionsPartitions);

    KStream<String, Row> decided =
        told.filter((key, row) -> row.isForGovernor(), Named.as("grounds"))
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

  /** Control has one partition, as the internal topic has: one task hears both. */
  private static void desk(
      StreamsBuilder builder,
      KStream<String, Row> told,
      AlertingConfig config,
      int detectionsPartitions) {
    KStream<String, Row> control =
        builder.stream(
                ControlRecord.TOPIC,
                Consumed.with(Serdes.String(), Serdes.ByteArray()).withName("control"))
            .mapValues((key, value) -> Row.ofControl(value), Named.as("control-rows"));
    KStream<String, Row> alerts =
        told.filter((key, row) -> row.isForDesk(), Named.as("alerts"))
            .repartition(
                Repartitioned.<String, Row>as("desk")
                    .withNumberOfPartitions(1)
                    .withKeySerde(Serdes.String())
                    .withValueSerde(Row.serde()))
            .merge(control, Named.as("desk-input"))
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
