package io.gatewatch.collector;

import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import org.apache.kafka.common.serialization.Serializer;

/** Log entries for Kafka. A new codec each, since tasks of several threads share a serializer. */
final class LogEntrySerializer implements Serializer<Object> {
  @Override
  public byte[] serialize(String topic, Object entry) {
    return entry == null ? null : new LogEntryCodec().write((LogEntry) entry);
  }
}
