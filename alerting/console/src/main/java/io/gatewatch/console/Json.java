package io.gatewatch.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.DetectionCodec;
import java.io.IOException;

/** JSON of the API, in the manner of the topics: times with milliseconds, enums in lower case. */
final class Json {
  private static final ObjectMapper MAPPER = DetectionCodec.mapper();

  private Json() {}

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (IOException e) {
      throw new IllegalStateException(value.getClass() + " always has a JSON form", e);
    }
  }
}
