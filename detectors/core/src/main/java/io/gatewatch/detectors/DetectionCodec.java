package io.gatewatch.detectors;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * JSON of {@code gatewatch.detections}: {@code {"detection":{…}}} or {@code
 * {"clock":{"writer","time"}}}.
 */
public final class DetectionCodec {
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final ObjectMapper JSON = mapper();

  private DetectionCodec() {}

  /** One record as UTF-8 JSON. */
  public static byte[] write(DetectionRecord record) {
    try {
      return JSON.writeValueAsBytes(record);
    } catch (IOException e) {
      throw new IllegalStateException("a detection always has a JSON form", e);
    }
  }

  /**
   * Reads one record.
   *
   * @throws IllegalArgumentException when the bytes are no such record
   */
  public static DetectionRecord read(byte[] json) {
    try {
      DetectionRecord record = JSON.readValue(json, DetectionRecord.class);
      if (record == null) {
        throw new IllegalArgumentException("not a record of gatewatch.detections: null");
      }
      return record;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "not a record of gatewatch.detections: " + e.getClass().getSimpleName());
    }
  }

  /** RFC 3339 in UTC with milliseconds, as every time on the wire. */
  public static String format(Instant time) {
    return MILLIS.format(time);
  }

  /**
   * A mapper for all our JSON shapes: times with milliseconds, enums in lower case, unknown fields
   * ignored.
   */
  @SuppressWarnings("rawtypes") // Jackson wants the raw class of all enums
  public static ObjectMapper mapper() {
    SimpleModule times = new SimpleModule("gatewatch");
    times.addSerializer(
        new StdSerializer<>(Instant.class) {
          @Override
          public void serialize(Instant time, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(format(time));
          }
        });
    // Jackson's own lower-casing follows the locale: in Turkish, HIGH would become h\u0131gh.
    times.addSerializer(
        new StdSerializer<>(Enum.class) {
          @Override
          public void serialize(Enum value, JsonGenerator out, SerializerProvider provider)
              throws IOException {
            out.writeString(value.name().toLowerCase(Locale.ROOT));
          }
        });
    times.addDeserializer(
        Instant.class,
        new JsonDeserializer<>() {
          @Override
          public Instant deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            return Instant.parse(in.getText());
          }
        });
    return JsonMapper.builder()
        .addModule(times)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }
}
