package io.gatewatch.detectors.chronicle;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.DetectionCodec;
import java.io.IOException;

/** JSON of the chronicle's rows. */
public final class ChronicleCodec {
  private static final ObjectMapper JSON = DetectionCodec.mapper();

  private ChronicleCodec() {}

  /** One row as JSON. */
  public static String write(Record row) {
    try {
      return JSON.writeValueAsString(row);
    } catch (IOException e) {
      throw new IllegalStateException("a row always has a JSON form", e);
    }
  }

  /**
   * Reads a row of {@code gatewatch.usage}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static UsageRow usage(String json) {
    return read(json, UsageRow.class, UsageRow.TOPIC);
  }

  /**
   * Reads a row of {@code gatewatch.profiles}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ProfileRow profile(String json) {
    return read(json, ProfileRow.class, ProfileRow.TOPIC);
  }

  /**
   * Reads a row of {@code gatewatch.context}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static ContextRow context(String json) {
    return read(json, ContextRow.class, ContextRow.TOPIC);
  }

  private static <T> T read(String json, Class<T> type, String topic) {
    try {
      T row = JSON.readValue(json, type);
      if (row == null) {
        throw new IllegalArgumentException("not a record of " + topic + ": null");
      }
      return row;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not a record of " + topic + ": " + e.getClass().getSimpleName());
    }
  }
}
