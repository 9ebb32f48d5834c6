package io.gatewatch.ingest.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Walks through a text beside the records that it is to become, and notes the keys that none of
 * them has. Before the records are made: a mistyped key is a better answer than "no name".
 */
final class KnownKeys {
  /**
   * A key that nobody knows.
   *
   * @param place where it stands, as a JSON pointer
   * @param expected the keys that are known there
   */
  record Stranger(String key, int line, String place, String expected) {}

  private final JsonParser in;
  private final List<Stranger> strangers = new ArrayList<>();

  KnownKeys(JsonParser in) {
    this.in = in;
  }

  /** Those noted so far, in the order in which they stand. */
  List<Stranger> strangers() {
    return strangers;
  }

  /** Looks through the value that begins at the current token. */
  KnownKeys in(Type type) throws IOException {
    if (in.currentToken() == JsonToken.START_ARRAY) {
      while (in.nextToken() != JsonToken.END_ARRAY) {
        in(type instanceof ParameterizedType list ? last(list) : type);
      }
    } else if (in.currentToken() == JsonToken.START_OBJECT) {
      inObject(type);
    }
    return this;
  }

  private void inObject(Type type) throws IOException {
    Map<String, Type> keys = type instanceof Class<?> c && c.isRecord() ? keys(c) : null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String key = in.currentName();
      if (keys != null && !keys.containsKey(key)) {
        int line = in.currentTokenLocation().getLineNr();
        String place = in.getParsingContext().pathAsPointer().toString();
        strangers.add(new Stranger(key, line, place, String.join(", ", keys.keySet())));
        in.nextToken();
        in.skipChildren();
        continue;
      }
      in.nextToken();
      in(keys != null ? keys.get(key) : type instanceof ParameterizedType m ? last(m) : type);
    }
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
