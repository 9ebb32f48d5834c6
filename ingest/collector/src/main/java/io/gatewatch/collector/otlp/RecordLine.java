package io.gatewatch.collector.otlp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One record as the line that its gateway meant: an access record of Kong as Kong's http-log
 * object; else a text body as it stands; else the body's keys, and beside them the attributes', as
 * one JSON object.
 */
final class RecordLine {
  static final JsonFactory JSON = new JsonFactory();

  private static final String OURS = "gatewatch.";
  private static final String KONG = "kong";
  private static final String ENVOY = "envoy";

  private RecordLine() {}

  static OtlpLine of(Attributes resource, LogRecord record, String defaultFormat) {
    Attributes own = Attributes.of(record.getAttributesList());
    String format = named(own, resource, "format");
    if (format == null) {
      format = told(own, resource);
    }
    return new OtlpLine(
        format,
        named(own, resource, "tenant"),
        named(own, resource, "group"),
        line(format == null ? defaultFormat : format, own, record));
  }

  /** A record that is none: its bytes, placed by its resource alone. */
  static OtlpLine unreadable(Attributes resource, byte[] record) {
    Attributes none = Attributes.of(List.of());
    String format = named(none, resource, "format");
    return new OtlpLine(
        format == null ? told(none, resource) : format,
        named(none, resource, "tenant"),
        named(none, resource, "group"),
        record);
  }

  private static String named(Attributes own, Attributes resource, String what) {
    String name = own.text(OURS + what);
    return name == null ? resource.text(OURS + what) : name;
  }

  /** Kong marks its access records; Envoy puts the name of its log and node on the resource. */
  private static String told(Attributes own, Attributes resource) {
    if (own.has("kong.request.id") || own.has("kong.workspace.id")) {
      return KONG;
    }
    return resource.has("log_name") && resource.has("node_name") ? ENVOY : null;
  }

  private static byte[] line(String format, Attributes own, LogRecord record) {
    if (format.equals(KONG) && KongAccessRecord.is(own)) {
      return KongAccessRecord.line(own, record);
    }
    AnyValue body = record.getBody();
    if (body.getValueCase() == AnyValue.ValueCase.STRING_VALUE) {
      return body.getStringValue().getBytes(StandardCharsets.UTF_8);
    }
    if (body.getValueCase() == AnyValue.ValueCase.BYTES_VALUE) {
      return body.getBytesValue().toByteArray();
    }
    return object(format, own, record);
  }

  private static byte[] object(String format, Attributes own, LogRecord record) {
    Attributes body = Attributes.of(record.getBody().getKvlistValue().getValuesList());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      for (Map.Entry<String, AnyValue> field : body.values().entrySet()) {
        out.writeFieldName(field.getKey());
        write(out, field.getValue());
      }
      for (Map.Entry<String, AnyValue> field : own.values().entrySet()) {
        if (!field.getKey().startsWith(OURS) && !body.has(field.getKey())) {
          out.writeFieldName(field.getKey());
          write(out, field.getValue());
        }
      }
      if (format.equals(ENVOY)) {
        addEnvoys(out, body, own, record);
      }
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory", e);
    }
    return bytes.toByteArray();
  }

  /** Envoy keeps the start time and the trace id out of body and attributes. */
  private static void addEnvoys(
      JsonGenerator out, Attributes body, Attributes own, LogRecord record) throws IOException {
    if (record.getTimeUnixNano() > 0 && !body.has("start_time") && !own.has("start_time")) {
      out.writeStringField(
          "start_time", Instant.ofEpochMilli(record.getTimeUnixNano() / 1_000_000).toString());
    }
    String traceparent = traceparent(record);
    if (traceparent != null && !body.has("traceparent") && !own.has("traceparent")) {
      out.writeStringField("traceparent", traceparent);
    }
  }

  /** A W3C traceparent of the record's own trace and span id; null when it has no trace id. */
  static String traceparent(LogRecord record) {
    if (record.getTraceId().size() != 16) {
      return null;
    }
    String span =
        record.getSpanId().size() == 8
            ? HexFormat.of().formatHex(record.getSpanId().toByteArray())
            : "0000000000000001";
    return "00-" + HexFormat.of().formatHex(record.getTraceId().toByteArray()) + "-" + span + "-00";
  }

  static void write(JsonGenerator out, AnyValue value) throws IOException {
    switch (value.getValueCase()) {
      case STRING_VALUE -> out.writeString(value.getStringValue());
      case BOOL_VALUE -> out.writeBoolean(value.getBoolValue());
      case INT_VALUE -> out.writeNumber(value.getIntValue());
      case DOUBLE_VALUE -> out.writeNumber(value.getDoubleValue());
      case BYTES_VALUE -> out.writeBinary(value.getBytesValue().toByteArray());
      case ARRAY_VALUE -> {
        out.writeStartArray();
        for (AnyValue element : value.getArrayValue().getValuesList()) {
          write(out, element);
        }
        out.writeEndArray();
      }
      case KVLIST_VALUE -> {
        out.writeStartObject();
        for (KeyValue field : value.getKvlistValue().getValuesList()) {
          out.writeFieldName(field.getKey());
          write(out, field.getValue());
        }
        out.writeEndObject();
      }
      default -> out.writeNull();
    }
  }
}
