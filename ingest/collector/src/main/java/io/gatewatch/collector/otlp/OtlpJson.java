package io.gatewatch.collector.otlp;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.io.IOException;
import java.util.HexFormat;

/**
 * Reads OTLP's JSON: proto3's mapping with lower-camel names, whole numbers as text or number, and
 * ids in hex where proto3 would have base64 (so protobuf's own reader would misread them). Fields
 * that we do not use are skipped.
 */
final class OtlpJson {
  /** As deep as protobuf's own limit of 100 nested messages lets a value be, three a level. */
  private static final int DEEPEST_VALUE = 32;

  private final JsonParser in;

  private OtlpJson(JsonParser in) {
    this.in = in;
  }

  static ExportLogsServiceRequest read(byte[] body) throws IOException {
    try (JsonParser in = RecordLine.JSON.createParser(body)) {
      OtlpJson reader = new OtlpJson(in);
      in.nextToken();
      ExportLogsServiceRequest.Builder request = ExportLogsServiceRequest.newBuilder();
      reader.object(
          name -> {
            if (name.equals("resourceLogs")) {
              reader.array(() -> request.addResourceLogs(reader.resourceLogs()));
            } else {
              in.skipChildren();
            }
          });
      if (in.nextToken() != null) {
        throw new IOException("text after the request");
      }
      return request.build();
    } catch (IllegalArgumentException e) {
      throw new IOException("an id that is not hex, or no number", e);
    }
  }

  private ResourceLogs resourceLogs() throws IOException {
    ResourceLogs.Builder logs = ResourceLogs.newBuilder();
    object(
        name -> {
          switch (name) {
            case "resource" -> object(field -> resource(field, logs));
            case "scopeLogs" -> array(() -> logs.addScopeLogs(scopeLogs()));
            default -> in.skipChildren();
          }
        });
    return logs.build();
  }

  private void resource(String name, ResourceLogs.Builder logs) throws IOException {
    if (name.equals("attributes")) {
      array(() -> logs.getResourceBuilder().addAttributes(keyValue(0)));
    } else {
      in.skipChildren();
    }
  }

  private ScopeLogs scopeLogs() throws IOException {
    ScopeLogs.Builder logs = ScopeLogs.newBuilder();
    object(
        name -> {
          if (name.equals("logRecords")) {
            array(() -> logs.addLogRecords(logRecord()));
          } else {
            in.skipChildren();
          }
        });
    return logs.build();
  }

  private LogRecord logRecord() throws IOException {
    LogRecord.Builder record = LogRecord.newBuilder();
    object(
        name -> {
          switch (name) {
            case "body" -> record.setBody(value(0));
            case "attributes" -> array(() -> record.addAttributes(keyValue(0)));
            case "timeUnixNano" -> record.setTimeUnixNano(Long.parseUnsignedLong(text()));
            case "traceId" -> record.setTraceId(hex());
            case "spanId" -> record.setSpanId(hex());
            default -> in.skipChildren();
          }
        });
    return record.build();
  }

  private KeyValue keyValue(int depth) throws IOException {
    KeyValue.Builder pair = KeyValue.newBuilder();
    object(
        name -> {
          switch (name) {
            case "key" -> pair.setKey(text());
            case "value" -> pair.setValue(value(depth));
            default -> in.skipChildren();
          }
        });
    return pair.build();
  }

  private AnyValue value(int depth) throws IOException {
    if (depth > DEEPEST_VALUE) {
      throw new IOException("nested too deep");
    }
    AnyValue.Builder value = AnyValue.newBuilder();
    object(
        name -> {
          switch (name) {
            case "stringValue" -> value.setStringValue(text());
            case "boolValue" -> value.setBoolValue(in.getBooleanValue());
            case "intValue" -> value.setIntValue(Long.parseLong(text()));
            case "doubleValue" -> value.setDoubleValue(Double.parseDouble(text()));
            case "bytesValue" -> value.setBytesValue(ByteString.copyFrom(in.getBinaryValue()));
            case "arrayValue" -> value.setArrayValue(arrayValue(depth));
            case "kvlistValue" -> value.setKvlistValue(kvlist(depth));
            default -> in.skipChildren();
          }
        });
    return value.build();
  }

  private ArrayValue arrayValue(int depth) throws IOException {
    ArrayValue.Builder list = ArrayValue.newBuilder();
    object(name -> values(name, () -> list.addValues(value(depth + 1))));
    return list.build();
  }

  private KeyValueList kvlist(int depth) throws IOException {
    KeyValueList.Builder list = KeyValueList.newBuilder();
    object(name -> values(name, () -> list.addValues(keyValue(depth + 1))));
    return list.build();
  }

  private void values(String name, Element element) throws IOException {
    if (name.equals("values")) {
      array(element);
    } else {
      in.skipChildren();
    }
  }

  private String text() throws IOException {
    if (!in.currentToken().isScalarValue()) {
      throw new IOException("a list or an object where a text belongs");
    }
    return in.getText();
  }

  private ByteString hex() throws IOException {
    return ByteString.copyFrom(HexFormat.of().parseHex(text()));
  }

  /** Reads the object that stands here; null counts as an empty one. */
  private void object(Field field) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("not an object");
    }
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      if (in.currentToken() != JsonToken.VALUE_NULL) {
        field.read(name);
      }
    }
  }

  /** Reads the list that stands here. */
  private void array(Element element) throws IOException {
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw new IOException("not a list");
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  private interface Field {
    void read(String name) throws IOException;
  }

  private interface Element {
    void read() throws IOException;
  }
}
