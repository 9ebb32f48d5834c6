package io.gatewatch.flinkjob;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.DetectionRecord;
import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.detectors.drift.DriftState;
import io.gatewatch.detectors.drift.DriftVote;
import io.gatewatch.detectors.judge.FeedWatch;
import io.gatewatch.detectors.judge.Suspicion;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.History;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Pulse;
import io.gatewatch.features.Varint;
import io.gatewatch.features.ViewState;
import io.gatewatch.features.ViewTally;
import io.gatewatch.features.usage.Profile;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Each type that crosses Flink or rests in its state, with its binary form. Names stand in
 * savepoints: never rename.
 */
enum Form {
  PULSE(Pulse.class, false, (Pulse v, DataOutput out) -> v.writeTo(out), Pulse::readFrom),
  HISTORY(History.class, false, (History v, DataOutput out) -> v.writeTo(out), History::readFrom),
  SUSPICION(
      Suspicion.class, false, (Suspicion v, DataOutput out) -> v.writeTo(out), Suspicion::readFrom),
  VIEW_STATE(
      ViewState.class, false, (ViewState v, DataOutput out) -> v.writeTo(out), ViewState::readFrom),
  FEED_WATCH(
      FeedWatch.class, false, (FeedWatch v, DataOutput out) -> v.writeTo(out), FeedWatch::readFrom),
  OBSERVATION(
      Observation.class,
      true,
      (Observation v, DataOutput out) -> v.writeTo(out),
      Observation::readFrom),
  TALLY(
      ViewTally.class, true, (ViewTally v, DataOutput out) -> v.writeTo(out), ViewTally::readFrom),
  CONTEXT(
      ContextEntry.class,
      true,
      (ContextEntry v, DataOutput out) -> v.writeTo(out),
      ContextEntry::readFrom),
  BROADCAST(
      Broadcast.class, true, (Broadcast v, DataOutput out) -> v.writeTo(out), Broadcast::readFrom),
  DRIFT_VOTE(
      DriftVote.class, true, (DriftVote v, DataOutput out) -> v.writeTo(out), DriftVote::readFrom),
  DRIFT(
      DriftState.class,
      false,
      (DriftState v, DataOutput out) -> v.writeTo(out),
      DriftState::readFrom),
  PROFILE(Profile.class, true, (Profile v, DataOutput out) -> v.writeTo(out), Profile::readFrom),
  CHRONICLE_ROW(ChronicleRow.class, true, Form::writeRow, Form::readRow),
  DETECTION(Detection.class, true, Form::writeDetection, Form::readDetection),
  ENTRY(LogEntry.class, true, Form::writeEntry, Form::readEntry);

  private interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  private interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  /** The codec keeps buffers, so each thread has its own. */
  private static final ThreadLocal<LogEntryCodec> ENTRIES =
      ThreadLocal.withInitial(LogEntryCodec::new);

  private final Class<?> type;
  private final boolean immutable;
  private final Writer<?> writer;
  private final Reader<?> reader;

  <T> Form(Class<T> type, boolean immutable, Writer<T> writer, Reader<T> reader) {
    this.type = type;
    this.immutable = immutable;
    this.writer = writer;
    this.reader = reader;
  }

  /** Flink's view of this form; {@code T} is the type that it was declared with. */
  @SuppressWarnings("TypeParameterUnusedInFormals") // as below
  <T> TypeInformation<T> typeInfo() {
    return new FormType<>(this);
  }

  Class<?> type() {
    return type;
  }

  boolean immutable() {
    return immutable;
  }

  @SuppressWarnings("unchecked") // declared with one T for type, writer and reader
  <T> void write(T value, DataOutput out) throws IOException {
    ((Writer<T>) writer).write(value, out);
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as above
  <T> T read(DataInput in) throws IOException {
    return ((Reader<T>) reader).read(in);
  }

  private static void writeDetection(Detection detection, DataOutput out) throws IOException {
    writeBytes(DetectionCodec.write(DetectionRecord.of(detection)), out);
  }

  private static Detection readDetection(DataInput in) throws IOException {
    return DetectionCodec.read(readBytes(in)).detection();
  }

  private static void writeRow(ChronicleRow row, DataOutput out) throws IOException {
    Varint.writeText(out, row.topic());
    Varint.writeText(out, row.key());
    Varint.writeText(out, row.json());
  }

  private static ChronicleRow readRow(DataInput in) throws IOException {
    return new ChronicleRow(Varint.readText(in), Varint.readText(in), Varint.readText(in));
  }

  private static void writeEntry(LogEntry entry, DataOutput out) throws IOException {
    writeBytes(ENTRIES.get().write(entry), out);
  }

  private static LogEntry readEntry(DataInput in) throws IOException {
    return ENTRIES.get().read(readBytes(in));
  }

  private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    Varint.write(out, bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[Varint.readInt(in)];
    in.readFully(bytes);
    return bytes;
  }
}
