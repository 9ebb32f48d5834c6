package io.gatewatch.collector.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The attributes of a record or resource by name, in their order. The first of two holds. */
record Attributes(Map<String, AnyValue> values) {
  static Attributes of(List<KeyValue> list) {
    Map<String, AnyValue> values = new LinkedHashMap<>(list.size() * 2);
    for (KeyValue attribute : list) {
      values.putIfAbsent(attribute.getKey(), attribute.getValue());
    }
    return new Attributes(values);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  AnyValue get(String name) {
    return values.get(name);
  }

  /** A scalar as text: Kong writes header values as numbers where they look like one. */
  String text(String name) {
    return text(values.get(name));
  }

  static String text(AnyValue value) {
    if (value == null) {
      return null;
    }
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> Long.toString(value.getIntValue());
      case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
      case DOUBLE_VALUE -> number(value.getDoubleValue());
      default -> null;
    };
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1L << 53
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
