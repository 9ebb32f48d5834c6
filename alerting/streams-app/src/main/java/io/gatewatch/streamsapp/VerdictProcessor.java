package io.gatewatch.streamsapp;

import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Told;
import java.time.Instant;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what analysts say, and tells desk and governor. One that names no time counts from when it
 * was recorded, which is kept: it is the same one in every reading. Its offset says which was said
 * last.
 */
final class VerdictProcessor implements Processor<byte[], byte[], String, Row> {
  private static final Logger LOG = LoggerFactory.getLogger(VerdictProcessor.class);
  private static final String NAME = "verdict";

  private ProcessorContext<String, Row> context;

  @Override
  public void init(ProcessorContext<String, Row> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(0L);
    AnalystVerdict verdict = read(record, offset);
    if (verdict != null) {
      tell(GovernorInput.of(Told.of(verdict)).toRow(), record.timestamp());
      tell(DeskInput.of(verdict).toRow(), record.timestamp());
    }
  }

  /** Null for what says nothing, or nothing that can be read. */
  private static AnalystVerdict read(Record<byte[], byte[]> record, long offset) {
    try {
      if (record.value() == null) {
        return null;
      }
      Instant recorded = Instant.ofEpochMilli(record.timestamp());
      AnalystVerdict verdict = AnalystVerdict.fromJson(record.value(), recorded, offset);
      SaneTimes.require(verdict.effectiveFrom(), "effectiveFrom");
      return verdict;
    } catch (RuntimeException e) {
      LOG.warn("{}: a record is passed over: {}", AnalystVerdict.TOPIC, e.toString());
      AlertingMetrics.PASSED_OVER.labelValues(AnalystVerdict.TOPIC).inc();
      return null;
    }
  }

  private void tell(Row row, long timestamp) {
    context.forward(new Record<>(NAME, row, timestamp));
  }
}
