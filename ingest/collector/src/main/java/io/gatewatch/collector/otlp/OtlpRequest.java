package io.gatewatch.collector.otlp;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An export request, decoded. */
public final class OtlpRequest {
  private OtlpRequest() {}

  /**
   * The lines of a request, in its order: one a record.
   *
   * @param json JSON; else protobuf
   * @param defaultFormat the format of records that do not tell
   * @throws IOException when it is not an export request
   */
  public static List<OtlpLine> lines(byte[] body, boolean json, String defaultFormat)
      throws IOException {
    if (json) {
      return lines(OtlpJson.read(body), defaultFormat);
    }
    ExportLogsServiceRequest request;
    try {
      request = ExportLogsServiceRequest.parseFrom(body);
    } catch (InvalidProtocolBufferException e) {
      return Piecewise.lines(body, defaultFormat);
    }
    return lines(request, defaultFormat);
  }

  private static List<OtlpLine> lines(ExportLogsServiceRequest request, String defaultFormat) {
    List<OtlpLine> lines = new ArrayList<>();
    for (ResourceLogs resource : request.getResourceLogsList()) {
      Attributes shared = Attributes.of(resource.getResource().getAttributesList());
      for (ScopeLogs scope : resource.getScopeLogsList()) {
        for (LogRecord record : scope.getLogRecordsList()) {
          lines.add(RecordLine.of(shared, record, defaultFormat));
        }
      }
    }
    return lines;
  }
}
