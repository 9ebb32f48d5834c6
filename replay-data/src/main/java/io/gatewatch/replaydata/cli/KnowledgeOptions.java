package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogSource;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.openapi.SpecFile;
import io.gatewatch.openapi.SpecReading;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/**
 * What a person knows of the gateways: identity rules, operations, agents. Each file is read once,
 * and refused in one line when it is wrong.
 */
final class KnowledgeOptions {
  private Path configFile;
  private List<String> catalogFiles = List.of();
  private Path registryFile;
  private IngestConfig config;
  private Catalog catalog;
  private AgentRegistry registry;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "YAML with identity rules and trusted proxies (default: shipped).")
  void config(Path file) {
    configFile = file;
  }

  @Option(
      names = "--catalog",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "OpenAPI 3 or Swagger 2 files, or our own JSON, beside what ships; FILE=/base puts its paths below /base.")
  void catalog(List<String> files) {
    catalogFiles = List.copyOf(files);
  }

  @Option(
      names = "--registry",
      paramLabel = "FILE",
      description = "YAML with the agents that you know (default: none).")
  void registry(Path file) {
    registryFile = file;
  }

  /** Whether anything was said about reading lines. */
  boolean saysHowToRead() {
    return configFile != null || !catalogFiles.isEmpty();
  }

  /** Identity rules and trusted proxies: what the file says, or what ships. */
  IngestConfig config() {
    if (config == null) {
      config = configFile == null ? IngestConfig.shipped() : readConfig(configFile);
    }
    return config;
  }

  /** The operations of all files together, the first-named first; null when none is given. */
  Catalog catalog() {
    if (catalog == null && !catalogFiles.isEmpty()) {
      catalog = readCatalog("--catalog ", catalogFiles);
    }
    return catalog;
  }

  /** The agents of the file; null when none is given. */
  AgentRegistry registry() {
    if (registry == null && registryFile != null) {
      registry = readRegistry("--registry ", registryFile);
    }
    return registry;
  }

  private static IngestConfig readConfig(Path file) {
    try {
      return Formats.checked(IngestConfig.read(text("--config ", file)));
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--config " + file + ": " + e.getMessage());
    }
  }

  /**
   * Reads OpenAPI, Swagger or our own files, each with its base path behind = when it has one.
   *
   * @param said what the person said before the files' names
   */
  static Catalog readCatalog(String said, List<String> files) {
    List<CatalogSource> sources = new ArrayList<>();
    for (String file : files) {
      int base = file.lastIndexOf("=/");
      Path path = Path.of(base < 0 ? file : file.substring(0, base));
      List<String> below = base < 0 ? List.of() : List.of(file.substring(base + 1));
      if (!Files.isReadable(path) || Files.isDirectory(path)) {
        throw Failure.input(said + path + ": cannot be read");
      }
      try {
        SpecReading reading = SpecFile.read(path, below);
        if (reading instanceof SpecReading.Unreadable unreadable) {
          throw Failure.usage(said + unreadable.line());
        }
        sources.addAll(((SpecReading.Read) reading).sources());
      } catch (IllegalArgumentException e) {
        throw Failure.usage(said + file + ": " + e.getMessage());
      }
    }
    try {
      return Catalog.of(sources);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(said + String.join(" ", files) + ": " + e.getMessage());
    }
  }

  /**
   * Reads a registry.
   *
   * @param said what the person said before the file's name
   */
  static AgentRegistry readRegistry(String said, Path file) {
    try {
      return AgentRegistry.read(text(said, file));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(said + file + ": " + e.getMessage());
    }
  }

  private static String text(String said, Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw Failure.input(said + file + ": no such file");
    } catch (MalformedInputException e) {
      throw Failure.input(said + file + ": not UTF-8");
    } catch (IOException e) {
      throw Failure.input(said + file + ": cannot be read (" + e.getMessage() + ")");
    }
  }
}
