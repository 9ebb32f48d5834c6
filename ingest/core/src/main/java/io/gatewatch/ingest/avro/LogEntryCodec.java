package io.gatewatch.ingest.avro;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * Log entries as Avro single-object encoding: {@code C3 01}, the schema's fingerprint in 8 bytes
 * little-endian, then the record. Times keep milliseconds. Keeps its buffers and is confined to one
 * thread.
 */
public final class LogEntryCodec {
  private static final int HEADER = 10;
  private static final int NEWEST = 5;
  private static final long CALL = LogEntrySchemas.fingerprint(LogEntrySchemas.CALL);
  private static final long CALL_1 = LogEntrySchemas.fingerprint(LogEntrySchemas.CALL_1);
  private static final long CALL_2 = LogEntrySchemas.fingerprint(LogEntrySchemas.CALL_2);
  private static final long CALL_3 = LogEntrySchemas.fingerprint(LogEntrySchemas.CALL_3);
  private static final long CALL_4 = LogEntrySchemas.fingerprint(LogEntrySchemas.CALL_4);
  private static final long CLOCK = LogEntrySchemas.fingerprint(LogEntrySchemas.CLOCK);
  private static final long FEEDS = LogEntrySchemas.fingerprint(LogEntrySchemas.FEEDS);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
  private final byte[] header = new byte[HEADER];
  private byte[] scratch = new byte[1024];
  private BinaryEncoder encoder;
  private BinaryDecoder decoder;

  /** Writes an entry. */
  public byte[] write(LogEntry entry) {
    bytes.reset();
    encoder = EncoderFactory.get().binaryEncoder(bytes, encoder);
    ByteBuffer.wrap(header)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0xc3)
        .put((byte) 1)
        .putLong(schemaOf(entry));
    bytes.write(header, 0, HEADER);
    try {
      if (entry instanceof ApiCall apiCall) {
        new CallWriting(encoder).write(apiCall);
      } else if (entry instanceof Clock clock) {
        encoder.writeString(clock.writer());
        encoder.writeLong(clock.time().toEpochMilli());
      } else if (entry instanceof FeedReport report) {
        FeedReporting.write(report, encoder);
      }
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("a log entry could not be written", e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an entry.
   *
   * @throws IllegalArgumentException when these bytes are none, or of a schema that is not known
   *     here
   */
  public LogEntry read(byte[] entry) {
    if (entry.length < HEADER || entry[0] != (byte) 0xc3 || entry[1] != 1) {
      throw new IllegalArgumentException("not an Avro single object");
    }
    long schema = ByteBuffer.wrap(entry).order(ByteOrder.LITTLE_ENDIAN).getLong(2);
    decoder = DecoderFactory.get().binaryDecoder(entry, HEADER, entry.length - HEADER, decoder);
    try {
      int version = versionOf(schema);
      if (version > 0) {
        return reading(entry, version).read();
      }
      if (schema == CLOCK) {
        CallReading reading = reading(entry, NEWEST);
        return new Clock(reading.text(), Instant.ofEpochMilli(decoder.readLong()));
      }
      if (schema == FEEDS) {
        return FeedReporting.read(reading(entry, NEWEST), decoder);
      }
    } catch (IOException | AvroRuntimeException e) {
      throw new IllegalArgumentException("a broken log entry", e);
    }
    throw new IllegalArgumentException("unknown schema: " + Long.toHexString(schema));
  }

  private CallReading reading(byte[] entry, int version) {
    if (scratch.length < entry.length) {
      scratch = new byte[entry.length];
    }
    return new CallReading(decoder, scratch, entry.length, version);
  }

  /** The version of a call's schema; 0 for none of a call. */
  private static int versionOf(long schema) {
    if (schema == CALL) {
      return NEWEST;
    }
    if (schema == CALL_4) {
      return 4;
    }
    return schema == CALL_3 ? 3 : schema == CALL_2 ? 2 : schema == CALL_1 ? 1 : 0;
  }

  private static long schemaOf(LogEntry entry) {
    if (entry instanceof ApiCall) {
      return CALL;
    }
    return entry instanceof Clock ? CLOCK : FEEDS;
  }
}
