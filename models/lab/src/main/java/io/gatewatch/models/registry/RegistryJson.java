package io.gatewatch.models.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How the registry's own contents are written. */
final class RegistryJson {
  private static final int DEEPEST = 8;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  private RegistryJson() {}

  static byte[] write(Object content) {
    try {
      return (JSON.writeValueAsString(content) + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the registry's contents always have a JSON form", e);
    }
  }

  static <T> T read(String name, byte[] content, Class<T> type) throws IOException {
    try {
      T read = JSON.readValue(content, type);
      if (read == null) {
        throw new IOException(name + ": empty");
      }
      return read;
    } catch (JsonProcessingException e) {
      throw new IOException(
          name + ": not what the registry wrote (" + e.getClass().getSimpleName() + ")");
    }
  }
}
