package io.gatewatch.collector;

import io.gatewatch.ingest.RejectJson;
import io.gatewatch.ingest.RejectRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serializer;

/** Rejects for Kafka, as JSON. */
final class RejectSerializer implements Serializer<Object> {
  @Override
  public byte[] serialize(String topic, Object reject) {
    return reject == null
        ? null
        : RejectJson.write((RejectRecord) reject).getBytes(StandardCharsets.UTF_8);
  }
}
