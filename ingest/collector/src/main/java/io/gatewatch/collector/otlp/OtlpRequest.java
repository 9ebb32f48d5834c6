package io.gatewatch.collector.otlp;

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
    ExportLogsServiceRequest request =
        json ? OtlpJson.read(body) : ExportLogsServiceRequest.parseFrom(body);
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
