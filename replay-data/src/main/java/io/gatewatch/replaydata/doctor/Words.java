package io.gatewatch.replaydata.doctor;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The files under {@code /doctor}: what we know of gateways' settings and of mending. */
final class Words {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  private Words() {}

  static <T> T read(String name, TypeReference<T> type) {
    String resource = "/doctor/" + name + ".yaml";
    try (InputStream in = Words.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the jar");
      }
      return YAML.readValue(in, type);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
