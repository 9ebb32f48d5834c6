package io.gatewatch.ingest.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks through a text beside the records that it is to become, and stops at the first key that
 * none of them has. Before the records are made: a mistyped key is a better answer than "no name".
 */
final class KnownKeys {
  /**
   * A key that nobody knows.
   *
   * @param expected the keys that are known there
   */
  record Stranger(String key, int line, String expected) {}

  private final JsonParser in;

  KnownKeys(JsonParser in) {
    this.in = in;
  }

  /**
   * The first unknown key of the value that begins at the current token; null when there is none.
   */
  Stranger in(Type type) throws IOException {
    if (in.currentToken() == JsonToken.START_ARRAY) {
      Stranger found = null;
      while (found == null && in.nextToken() != JsonToken.END_ARRAY) {
        found = in(type instanceof ParameterizedType list ? last(list) : type);
      }
      return found;
    }
    if (in.currentToken() != JsonToken.START_OBJECT) {
      return null;
    }
    Map<String, Type> keys = type instanceof Class<?> c && c.isRecord() ? keys(c) : null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      if (keys != null && !keys.containsKey(key)) {
        int line = in.currentTokenLocation().getLineNr();
        return new Stranger(key, line, String.join(", ", keys.keySet()));
      }
      in.nextToken();
      Type value =
          keys != null ? keys.get(key) : type instanceof ParameterizedType m ? last(m) : type;
      Stranger found = in(value);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static Type last(ParameterizedType container) {
    Type[] arguments = container.getActualTypeArguments();
    return arguments[arguments.length - 1];
  }

  private static Map<String, Type> keys(Class<?> record) {
    Map<String, Type> keys = new TreeMap<>();
    for (RecordComponent component : record.getRecordComponents()) {
      JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
      keys.put(named == null ? component.getName() : named.value(), component.getGenericType());
    }
    return keys;
  }
}
