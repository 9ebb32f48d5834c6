package io.gatewatch.collector.otlp;

import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Kong's access record (3.13 and later), whose body is a summary for people and whose attributes
 * are the http-log object taken apart; put together again here. The names are those of the record
 * that Kong's own guide shows; {@code kong.consumer.*} and {@code kong.authenticated_entity.*}
 * follow its pattern (the guide's call had no consumer) and can be set by {@code
 * custom_attributes_by_lua}.
 */
final class KongAccessRecord {
  private static final String REQUEST_HEADER = "http.request.header.";
  private static final String RESPONSE_HEADER = "http.response.header.";
  private static final String METHOD = "http.request.method";
  private static final String STATUS = "http.response.status_code";

  private final Attributes in;
  private final JsonGenerator out;

  private KongAccessRecord(Attributes in, JsonGenerator out) {
    this.in = in;
    this.out = out;
  }

  static boolean is(Attributes attributes) {
    return attributes.has(METHOD) && attributes.has(STATUS);
  }

  static byte[] line(Attributes attributes, LogRecord record) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = RecordLine.JSON.createGenerator(bytes)) {
      new KongAccessRecord(attributes, out).write(record);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return bytes.toByteArray();
  }

  private void write(LogRecord record) throws IOException {
    out.writeStartObject();
    writeRequest(record);
    out.writeObjectFieldStart("response");
    copy("status", STATUS);
    copy("size", "http.response.size");
    headers(RESPONSE_HEADER);
    out.writeEndObject();
    out.writeObjectFieldStart("latencies");
    copy("request", "kong.latency.total");
    copy("proxy", "kong.latency.upstream");
    out.writeEndObject();
    group("consumer", "kong.consumer.", "id", "username", "custom_id");
    group("authenticated_entity", "kong.authenticated_entity.", "id", "consumer_id");
    group("service", "kong.service.", "name");
    copy("client_ip", "client.address");
    copy("source", "kong.response.source");
    copy("node_id", "kong.node.id");
    writeStart(record);
    out.writeEndObject();
  }

  private void writeRequest(LogRecord record) throws IOException {
    out.writeObjectFieldStart("request");
    copy("method", METHOD);
    String query = in.text("url.query");
    if (in.has("url.path")) {
      boolean some = query != null && !query.isEmpty();
      out.writeStringField("uri", in.text("url.path") + (some ? "?" + query : ""));
    }
    copy("url", "url.full");
    copy("size", "http.request.size");
    copy("id", "kong.request.id");
    headers(REQUEST_HEADER, RecordLine.traceparent(record));
    out.writeEndObject();
  }

  /** Without a start, the record's time counts for the end of the response. */
  private void writeStart(LogRecord record) throws IOException {
    if (in.has("kong.request.started_at")) {
      copy("started_at", "kong.request.started_at");
    } else if (record.getTimeUnixNano() > 0) {
      AnyValue total = in.get("kong.latency.total");
      double millis = total == null ? 0 : total.getDoubleValue() + total.getIntValue();
      out.writeNumberField("started_at", record.getTimeUnixNano() / 1_000_000 - (long) millis);
    }
  }

  private void headers(String prefix) throws IOException {
    headers(prefix, null);
  }

  private void headers(String prefix, String traceparent) throws IOException {
    out.writeObjectFieldStart("headers");
    for (Map.Entry<String, AnyValue> header : in.values().entrySet()) {
      if (header.getKey().startsWith(prefix)) {
        out.writeFieldName(header.getKey().substring(prefix.length()));
        RecordLine.write(out, header.getValue());
      }
    }
    if (traceparent != null && !in.has(prefix + "traceparent")) {
      out.writeStringField("traceparent", traceparent);
    }
    out.writeEndObject();
  }

  private void group(String name, String prefix, String... fields) throws IOException {
    boolean some = false;
    for (String field : fields) {
      some |= in.has(prefix + field);
    }
    if (some) {
      out.writeObjectFieldStart(name);
      for (String field : fields) {
        copy(field, prefix + field);
      }
      out.writeEndObject();
    }
  }

  private void copy(String field, String attribute) throws IOException {
    if (in.has(attribute)) {
      out.writeFieldName(field);
      RecordLine.write(out, in.get(attribute));
    }
  }
}
