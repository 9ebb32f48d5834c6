package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How logs are read, as every command that reads some lets a person say. */
final class ReadingOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML with identity rules and trusted proxies (default: shipped).")
  private Path config;

  @Option(
      names = "--tenant",
      paramLabel = "T",
      description = "Tenant that the lines belong to (default: ${DEFAULT-VALUE}).")
  private String tenant = "default";

  @Option(
      names = "--group",
      paramLabel = "G",
      description = "Gateway group that the lines belong to (default: ${DEFAULT-VALUE}).")
  private String group = "default";

  /** Whether anything was said. */
  boolean areGiven() {
    return config != null;
  }

  /** Whose lines they are. */
  LineContext context() {
    return new LineContext(tenant, group, null, null);
  }

  /** For offline readers, whose hashes are made with the well-known keys. */
  ParserSettings settings() {
    return new ParserSettings(MaskingKeys.wellKnown(), config());
  }

  /** What the file says, or what ships. */
  IngestConfig config() {
    try {
      return config == null ? IngestConfig.shipped() : IngestConfig.read(text("--config", config));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--config " + config + ": " + e.getMessage());
    }
  }

  /** A file's text; the option is named when it cannot be read. */
  static String text(String option, Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw Failure.input(option + " " + file + ": no such file");
    } catch (MalformedInputException e) {
      throw Failure.input(option + " " + file + ": not UTF-8");
    } catch (IOException e) {
      throw Failure.input(option + " " + file + ": cannot be read (" + e.getMessage() + ")");
    }
  }
}
