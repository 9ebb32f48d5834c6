package io.gatewatch.collector.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf request of which a piece is broken, opened envelope by envelope, so that a record
 * which cannot be read (a text that is not UTF-8 is enough) costs itself alone. Envelopes and
 * resources must be whole. Slower than the usual way, and gone only when that has failed.
 */
final class Piecewise {
  private Piecewise() {}

  static List<OtlpLine> lines(byte[] body, String defaultFormat) throws IOException {
    List<OtlpLine> lines = new ArrayList<>();
    ByteString whole = ByteString.copyFrom(body);
    for (ByteString logs : pieces(whole, ExportLogsServiceRequest.RESOURCE_LOGS_FIELD_NUMBER)) {
      Resource.Builder resource = Resource.newBuilder();
      for (ByteString piece : pieces(logs, ResourceLogs.RESOURCE_FIELD_NUMBER)) {
        resource.mergeFrom(piece);
      }
      Attributes shared = Attributes.of(resource.getAttributesList());
      for (ByteString scope : pieces(logs, ResourceLogs.SCOPE_LOGS_FIELD_NUMBER)) {
        for (ByteString record : pieces(scope, ScopeLogs.LOG_RECORDS_FIELD_NUMBER)) {
          lines.add(line(shared, record, defaultFormat));
        }
      }
    }
    return lines;
  }

  /** A broken record stands as its bytes, which no parser takes: a reject. */
  private static OtlpLine line(Attributes shared, ByteString record, String defaultFormat) {
    try {
      return RecordLine.of(shared, LogRecord.parseFrom(record), defaultFormat);
    } catch (InvalidProtocolBufferException e) {
      return RecordLine.unreadable(shared, record.toByteArray());
    }
  }

  /** The messages of one field, in their order; the others are passed over. */
  private static List<ByteString> pieces(ByteString message, int field) throws IOException {
    List<ByteString> pieces = new ArrayList<>();
    CodedInputStream in = message.newCodedInput();
    int wanted = field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == wanted) {
        pieces.add(in.readBytes());
      } else if (!in.skipField(tag)) {
        throw new IOException("an end of a group that has not begun");
      }
    }
    return pieces;
  }
}
