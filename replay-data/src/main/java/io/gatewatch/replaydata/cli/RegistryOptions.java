package io.gatewatch.replaydata.cli;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.registry.DirectoryStore;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.PromotionPolicy;
import io.gatewatch.models.registry.Stages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;

/** The registry of models that a command works on, and who works on it. */
final class RegistryOptions {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = "Directory of the registry (default: ${DEFAULT-VALUE}).")
  private Path store = Path.of(System.getProperty("user.home"), ".gatewatch", "models");

  @Option(
      names = "--who",
      paramLabel = "NAME",
      description = "Who does it, for the record (default: ${DEFAULT-VALUE}).")
  private String who = System.getProperty("user.name");

  /** The registry's directory. */
  Path place() {
    return store;
  }

  String who() {
    return who;
  }

  ModelRegistry registry() {
    return new ModelRegistry(new DirectoryStore(store), Clock.systemUTC());
  }

  /** Where every model stands. */
  Stages stages() {
    try {
      return registry().stages();
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  /** The one that a person means. */
  ModelRegistry.Entry find(String said) {
    return find(stages(), said);
  }

  /** The one that a person means, where all stands so. */
  static ModelRegistry.Entry find(Stages stages, String said) {
    try {
      return stages.find(said);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
  }

  /** Writes something down that was decided when all stood so. */
  void record(ModelRegistry.Change change, Stages decidedOn) {
    try {
      registry().record(change, decidedOn.seen());
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  /** The text of a model; null for null. */
  String text(String sha256) {
    try {
      return sha256 == null ? null : registry().text(sha256);
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  /** A model, ready to score; null for null. */
  AnomalyModel model(String sha256) {
    try {
      return sha256 == null ? null : ModelFile.open(text(sha256));
    } catch (IllegalArgumentException e) {
      throw Failure.input(e.getMessage());
    }
  }

  /** What a model must show to be promoted. */
  PromotionPolicy policy() {
    try {
      byte[] yaml = registry().store().get(PromotionPolicy.NAME);
      return yaml == null
          ? PromotionPolicy.DEFAULT
          : PromotionPolicy.read(new String(yaml, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(store.resolve(PromotionPolicy.NAME) + ": " + e.getMessage());
    }
  }
}
