package io.gatewatch.streamsapp;

import io.gatewatch.ingest.ControlRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** A value's bytes and the topic they go to. */
final class Row {
  /** Stands for the internal topic to the governor. */
  private static final String GOVERNOR = "governor";

  /** Stands for the internal topic to the desk. */
  private static final String DESK = "desk";

  private final String topic;
  private final byte[] value;

  Row(String topic, byte[] value) {
    this.topic = topic;
    this.value = value;
  }

  static Row forGovernor(byte[] value) {
    return new Row(GOVERNOR, value);
  }

  static Row forDesk(byte[] value) {
    return new Row(DESK, value);
  }

  /** What was read from control. */
  static Row ofControl(byte[] value) {
    return new Row(ControlRecord.TOPIC, value);
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

  boolean isForDesk() {
    return topic.equals(DESK);
  }

  boolean isOfControl() {
    return topic.equals(ControlRecord.TOPIC);
  }

  /** The value's bytes as they are; what is read back is for the governor. */
  static Serde<Row> serde() {
    return Serdes.serdeFrom(
        (topic, row) -> row == null ? null : row.value,
        (topic, bytes) -> bytes == null ? null : forGovernor(bytes));
  }
}
