package io.gatewatch.collector.otlp;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.util.HexFormat;

/** Log records in the shapes that gateways send, with values of our own. */
public final class Records {
  public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private Records() {}

  /** What Kong 3.13 and later sends for a call, but for the many fields that nobody here reads. */
  public static LogRecord.Builder kong(long startedAtMillis) {
    return LogRecord.newBuilder()
        .setTimeUnixNano((startedAtMillis + 119) * 1_000_000)
        .setBody(text("POST /accounts/17/transfers 201 119ms"))
        .addAttributes(pair("log.type", text("access")))
        .addAttributes(pair("url.path", text("/accounts/17/transfers")))
        .addAttributes(pair("url.query", text("page=2")))
        .addAttributes(pair("url.full", text("http://api.example/accounts/17/transfers")))
        .addAttributes(pair("http.request.method", text("POST")))
        .addAttributes(pair("http.request.size", whole(131)))
        .addAttributes(pair("http.request.header.user-agent", text("curl/8.7.1")))
        .addAttributes(pair("http.request.header.content-length", whole(12)))
        .addAttributes(pair("http.response.status_code", whole(201)))
        .addAttributes(pair("http.response.size", whole(1004)))
        .addAttributes(pair("http.response.header.date", text("Fri, 12 Dec 2025 10:47:13 GMT")))
        .addAttributes(pair("client.address", text("192.0.2.9")))
        .addAttributes(pair("kong.request.id", text("319d1e4e7862095f704a7d6c60e63260")))
        .addAttributes(pair("kong.request.started_at", fraction((double) startedAtMillis)))
        .addAttributes(pair("kong.response.source", text("upstream")))
        .addAttributes(pair("kong.latency.total", fraction(119)))
        .addAttributes(pair("kong.latency.upstream", fraction(72)))
        .addAttributes(pair("kong.service.name", text("payments")))
        .addAttributes(pair("kong.route.paths.1", text("/accounts")));
  }

  public static ExportLogsServiceRequest request(Resource resource, LogRecord... records) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (LogRecord record : records) {
      scope.addLogRecords(record);
    }
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(ResourceLogs.newBuilder().setResource(resource).addScopeLogs(scope))
        .build();
  }

  public static Resource resource(String... namesAndValues) {
    Resource.Builder resource = Resource.newBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      resource.addAttributes(pair(namesAndValues[i], text(namesAndValues[i + 1])));
    }
    return resource.build();
  }

  public static KeyValue pair(String key, AnyValue value) {
    return KeyValue.newBuilder().setKey(key).setValue(value).build();
  }

  public static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  public static AnyValue whole(long value) {
    return AnyValue.newBuilder().setIntValue(value).build();
  }

  public static AnyValue fraction(double value) {
    return AnyValue.newBuilder().setDoubleValue(value).build();
  }

  public static AnyValue map(KeyValue... pairs) {
    KeyValueList.Builder list = KeyValueList.newBuilder();
    for (KeyValue pair : pairs) {
      list.addValues(pair);
    }
    return AnyValue.newBuilder().setKvlistValue(list).build();
  }

  public static ByteString hex(String id) {
    return ByteString.copyFrom(HexFormat.of().parseHex(id));
  }
}
