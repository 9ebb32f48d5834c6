package io.gatewatch.ingest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A {@link LogEntry} as one JSON line: {@code {"call":{…}}}, {@code {"clock":{…}}} or {@code
 * {"feeds":{…}}}, as in {@code schemas/api-call.schema.json}. Safe for use by many threads.
 */
public final class CallJson {
  private CallJson() {}

  private record Envelope(
      @JsonInclude(JsonInclude.Include.NON_NULL) ApiCall call,
      @JsonInclude(JsonInclude.Include.NON_NULL) Clock clock,
      @JsonInclude(JsonInclude.Include.NON_NULL) FeedReport feeds) {
    static Envelope of(LogEntry entry) {
      return new Envelope(
          entry instanceof ApiCall call ? call : null,
          entry instanceof Clock clock ? clock : null,
          entry instanceof FeedReport report ? report : null);
    }

    /** The one entry; null when there is none, or more than one. */
    LogEntry entry() {
      List<LogEntry> there =
          Stream.<LogEntry>of(call, clock, feeds).filter(Objects::nonNull).toList();
      return there.size() == 1 ? there.get(0) : null;
    }
  }

  /** Writes an entry without a line end. Times are cut to milliseconds. */
  public static String write(LogEntry entry) {
    try {
      return JsonLines.MAPPER.writeValueAsString(Envelope.of(entry));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a log entry could not be written as JSON", e);
    }
  }

  /** Reads one line; unknown fields are skipped, so that newer files stay readable. */
  public static CallLine read(byte[] line) {
    if (line.length > LineParser.MAX_LINE_BYTES) {
      return new CallLine.Unreadable(RejectReason.LINE_TOO_LONG, -1);
    }
    try {
      if (!(JsonLines.MAPPER.readTree(line) instanceof ObjectNode object)) {
        return new CallLine.Unreadable(RejectReason.NOT_AN_OBJECT, -1);
      }
      LogEntry entry = JsonLines.MAPPER.treeToValue(object, Envelope.class).entry();
      return entry == null
          ? new CallLine.Unreadable(RejectReason.WRONG_TYPE, -1)
          : new CallLine.Entry(entry);
    } catch (JsonEOFException e) {
      return new CallLine.Unreadable(RejectReason.TRUNCATED, line.length);
    } catch (JsonMappingException e) {
      return new CallLine.Unreadable(RejectReason.WRONG_TYPE, -1);
    } catch (JsonProcessingException e) {
      return new CallLine.Unreadable(RejectReason.NOT_JSON, e.getLocation().getByteOffset());
    } catch (IOException e) {
      return new CallLine.Unreadable(RejectReason.NOT_UTF8, -1);
    }
  }
}
