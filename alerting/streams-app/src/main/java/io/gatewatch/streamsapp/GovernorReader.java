package io.gatewatch.streamsapp;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.Told;
import io.gatewatch.alerting.desk.WindowNotice;
import io.gatewatch.alerting.usage.UsageBook;
import io.gatewatch.detectors.chronicle.ChronicleCodec;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the governor is told besides findings: people's acts, use, and of the control records
 * the agent registry, acts, and what it only notes: maintenance windows and snoozes. Others say
 * nothing to it; one that cannot be read is counted and passed over.
 */
final class GovernorReader {
  private static final Logger LOG = LoggerFactory.getLogger(GovernorReader.class);

  private interface Reading {
    GovernorInput of(byte[] value);
  }

  private GovernorReader() {}

  static List<Row> approval(byte[] value) {
    return read(Act.TOPIC, value, bytes -> GovernorInput.of(act(bytes)));
  }

  static List<Row> usage(byte[] value) {
    return read(
        UsageRow.TOPIC,
        value,
        bytes -> {
          UsageRow row = ChronicleCodec.usage(new String(bytes, StandardCharsets.UTF_8));
          SaneTimes.require(row.hour(), "hour");
          return UsageBook.isOfAgent(row) ? GovernorInput.of(Told.of(row)) : null;
        });
  }

  static List<Row> control(byte[] key, byte[] value) {
    String name = key == null ? "" : new String(key, StandardCharsets.UTF_8);
    // The desk goes by what a record holds, whatever its key is: so does what is noted of it.
    boolean concerns =
        name.startsWith(ControlRecord.REGISTRY + ":")
            || name.startsWith(Act.CONTROL + ":")
            || ControlReader.read(value).filter(r -> WindowNotice.isOf(r.kind())).isPresent();
    return concerns ? read(ControlRecord.TOPIC, value, GovernorReader::control) : List.of();
  }

  private static GovernorInput control(byte[] value) {
    ControlRecord record = ControlRecord.read(value);
    SaneTimes.require(record.effectiveFrom(), "effectiveFrom");
    if (WindowNotice.isOf(record.kind())) {
      return GovernorInput.of(WindowNotice.of(record));
    }
    return record.kind().equals(ControlRecord.REGISTRY)
        ? GovernorInput.of(PackedRegistry.of(record))
        : GovernorInput.of(act(record.payload().getBytes(StandardCharsets.UTF_8)));
  }

  private static Act act(byte[] json) {
    Act act = Act.fromJson(json);
    SaneTimes.require(act.time(), "time");
    return act;
  }

  private static List<Row> read(String topic, byte[] value, Reading reading) {
    try {
      // What was deleted from a compacted topic says nothing any more.
      GovernorInput input = value == null ? null : reading.of(value);
      return input == null ? List.of() : List.of(input.toRow());
    } catch (RuntimeException e) {
      // Whatever it is: a record that ends the thread would end each that takes its place.
      LOG.warn("{}: a record is passed over: {}", topic, e.toString());
      AlertingMetrics.PASSED_OVER.labelValues(topic).inc();
      return List.of();
    }
  }
}
