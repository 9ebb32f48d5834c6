package io.gatewatch.sinks;

import io.gatewatch.ingest.config.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All sinks: what a sinks file says.
 *
 * @param sinks at least one, each with a name of its own
 */
public record SinksConfig(List<SinkConfig> sinks) {
  private static final YamlFile FILE =
      new YamlFile("sinks", "a sinks file", "sinks, and a list of sinks below it");

  public SinksConfig {
    if (sinks == null || sinks.isEmpty()) {
      throw new IllegalArgumentException("sinks: none (expected: at least one)");
    }
    sinks = List.copyOf(sinks);
    Set<String> names = new HashSet<>();
    for (SinkConfig sink : sinks) {
      if (!names.add(sink.name())) {
        throw new IllegalArgumentException("sinks: two are named " + sink.name());
      }
    }
  }

  /**
   * Reads a sinks file.
   *
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public static SinksConfig parse(String yaml) {
    SinksConfig config = FILE.read(yaml, SinksConfig.class);
    return config == null ? new SinksConfig(List.of()) : config;
  }

  /**
   * Reads a sinks file.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public static SinksConfig read(Path file) throws IOException {
    return parse(Files.readString(file));
  }
}
