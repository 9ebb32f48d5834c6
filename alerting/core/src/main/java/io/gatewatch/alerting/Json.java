package io.gatewatch.alerting;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.DetectionCodec;
import java.io.IOException;

/** The one mapper of this package: times with milliseconds, enums in lower case. */
public final class Json {
  private static final ObjectMapper MAPPER = DetectionCodec.mapper();

  private Json() {}

  /** A value as UTF-8 JSON. */
  public static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException(value.getClass() + " always has a JSON form", e);
    }
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException when the bytes are none
   */
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not a " + type.getSimpleName() + ": " + e.getClass().getSimpleName(), e);
    }
  }
}
