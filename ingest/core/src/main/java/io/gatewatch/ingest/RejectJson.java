package io.gatewatch.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A {@link RejectRecord} as one flat JSON line, as in {@code schemas/reject.schema.json}. Safe for
 * use by many threads.
 */
public final class RejectJson {
  private RejectJson() {}

  private record Row(
      Instant time,
      String tenant,
      String group,
      String format,
      String source,
      String reason,
      long offset,
      int length,
      String keyedHash,
      String shape) {}

  /** Writes a row without a line end. */
  public static String write(RejectRecord record) {
    ParsedLine.Rejected r = record.rejected();
    RejectRecord.Origin o = record.origin();
    Row row =
        new Row(
            record.time(),
            o.tenant(),
            o.group(),
            o.format(),
            o.source(),
            r.reason(),
            r.offset(),
            r.length(),
            r.keyedHash(),
            r.shape());
    try {
      return JsonLines.MAPPER.writeValueAsString(row);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a reject could not be written as JSON", e);
    }
  }

  /**
   * Reads a row that we wrote.
   *
   * @throws IllegalArgumentException when it is not one
   */
  public static RejectRecord read(String json) {
    try {
      Row row = JsonLines.MAPPER.readValue(json, Row.class);
      return new RejectRecord(
          new ParsedLine.Rejected(row.reason, row.offset, row.length, row.keyedHash, row.shape),
          new RejectRecord.Origin(row.tenant, row.group, row.format, row.source),
          row.time);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a row of " + RejectRecord.TOPIC, e);
    }
  }
}
