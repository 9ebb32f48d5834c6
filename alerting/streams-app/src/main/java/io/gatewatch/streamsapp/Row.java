package io.gatewatch.streamsapp;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A value's bytes and the topic they go to. */
final class Row {
  /** Stands for the internal topic to the governor. */
  private static final String GOVERNOR = "governor";

  private final String topic;
  private final byte[] value;

  Row(String topic, byte[] value) {
    this.topic = topic;
    this.value = value;
  }

  static Row forGovernor(byte[] value) {
    return new Row(GOVERNOR, value);
  }

  String topic() {
    return topic;
  }

  byte[] value() {
    return value;
  }

  boolean isForGovernor() {
    return topic.equals(GOVERNOR);
  }

  /** The value's bytes as they are; what is read back is for the governor. */
  static Serde<Row> serde() {
    return Serdes.serdeFrom(
        (topic, row) -> row == null ? null : row.value,
        (topic, bytes) -> bytes == null ? null : forGovernor(bytes));
  }
}
