package io.gatewatch.flinkjob;

import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads {@code gatewatch.calls}; a record that is none of ours is counted and left out. */
final class EntryReader implements KafkaRecordDeserializationSchema<LogEntry> {
  private static final long serialVersionUID = 1L;

  private transient LogEntryCodec codec;
  private transient Counter foreign;

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new LogEntryCodec();
    foreign = context.getMetricGroup().counter("foreign_records");
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<LogEntry> out) {
    try {
      out.collect(codec.read(record.value()));
    } catch (IllegalArgumentException e) {
      foreign.inc();
    }
  }

  @Override
  public TypeInformation<LogEntry> getProducedType() {
    return Form.ENTRY.typeInfo();
  }
}
