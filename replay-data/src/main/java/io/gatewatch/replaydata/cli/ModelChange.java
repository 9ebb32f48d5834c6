package io.gatewatch.replaydata.cli;

import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.PlainText;
import io.gatewatch.models.registry.Stages;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A change of what judges. The running system is asked first whether it is there and says the same;
 * then the change is written into the registry, then told to the system, then to the audit topic.
 * So what fails on the way leaves a registry that is right, and that {@code models sync} publishes.
 */
final class ModelChange {
  @Mixin private RegistryOptions registry;

  @Option(
      names = "--broker",
      defaultValue = "127.0.0.1:9092",
      paramLabel = "HOST:PORT",
      description = "Kafka of the running system (default: ${DEFAULT-VALUE}).")
  private String broker;

  @Option(
      names = "--no-publish",
      description = "Changes the registry only: no running system hears of it.")
  private boolean quiet;

  @Option(
      names = "--why",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the record (500 characters at most are kept).")
  private String why;

  @Mixin private MlflowOption mlflow;

  /** Tells an MLflow server, if one is named, what is so now. */
  void mirror(PrintWriter complaints) {
    mlflow.tell(registry.registry(), complaints);
  }

  RegistryOptions registry() {
    return registry;
  }

  String why() {
    return PlainText.of(why, PlainText.WHY);
  }

  /** Whether no running system is to hear of it. */
  boolean quiet() {
    return quiet;
  }

  /** Why a model cannot judge any more, such as one of an earlier schema; null when it can. */
  String unusable(ModelRegistry.Entry model) {
    try {
      ModelFile.open(registry.registry().text(model.sha256()));
      return null;
    } catch (IOException | IllegalArgumentException e) {
      return e.getMessage();
    }
  }

  ModelPublication running() {
    return new ModelPublication(registry, broker);
  }

  /** Where all stands, and stands in the running system, too, when that is to be told. */
  Stages begin() {
    Stages stages = registry.stages();
    if (!quiet) {
      running().requireSameChampion(stages);
    }
    return stages;
  }

  /** A table with what is known of it; where a system runs, also by what was said to it. */
  RowSource rows(Path table, KnownOptions known) {
    try {
      return RowSource.ofTable(table, known, quiet ? null : broker);
    } catch (KafkaException e) {
      throw running().away();
    }
  }

  /** How far event time has come; by this machine's clock when nothing is published. */
  Instant now() {
    return quiet ? Instant.now() : running().position();
  }

  /**
   * Makes a model champion or shadow, or takes it back.
   *
   * @param model null for none
   * @param decidedOn where all stood when this was decided
   * @return from which event time on it counts, as it is written down; null when nothing was
   *     published
   */
  Instant make(
      Event.Action action, ModelRegistry.Entry model, Stages decidedOn, Event.Basis basis) {
    String sha256 = model == null ? null : model.sha256();
    // What the running system could not open would leave the one before in force there.
    registry.model(sha256);
    Instant from = quiet ? null : running().position();
    record(action, model, from, why(), decidedOn, basis);
    if (quiet) {
      return null;
    }
    Stages now = registry.stages();
    String name = model == null ? null : model.model();
    if (action == Event.Action.SHADOW) {
      running().publish(ModelPointer.SHADOW, sha256, name);
    } else {
      running().publish(ModelPointer.CHAMPION, sha256, name);
      if (now.shadow() == null && decidedOn.shadow() != null) {
        running().publish(ModelPointer.SHADOW, null, null);
      }
    }
    running().audit();
    return from;
  }

  /** Writes down that a promotion was refused. */
  void refuse(ModelRegistry.Entry model, String reason, Stages decidedOn, Event.Basis basis) {
    record(Event.Action.REFUSE, model, null, reason, decidedOn, basis);
    if (!quiet) {
      running().audit();
    }
  }

  /** Writes down that a fixture is asked no more. */
  void retire(String fixture, Stages decidedOn) {
    registry.record(ModelRegistry.Change.retires(fixture, registry.who(), why()), decidedOn);
    if (!quiet) {
      running().audit();
    }
  }

  private void record(
      Event.Action action,
      ModelRegistry.Entry model,
      Instant from,
      String reason,
      Stages decidedOn,
      Event.Basis basis) {
    String sha256 = model == null ? null : model.sha256();
    String name = model == null ? null : model.model();
    registry.record(
        new ModelRegistry.Change(registry.who(), action, sha256, name, from, reason, basis),
        decidedOn);
  }

  /** From when on something counts, for people. */
  String counts(Instant from) {
    if (quiet) {
      return "written into the registry; nothing was published";
    }
    return from.equals(Instant.EPOCH)
        ? "counts from the first call on"
        : "counts for calls from " + from + " on";
  }
}
