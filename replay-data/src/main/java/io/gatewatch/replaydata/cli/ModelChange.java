package io.gatewatch.replaydata.cli;

import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.models.registry.Event;
import io.gatewatch.replaydata.control.AuditTopic;
import io.gatewatch.replaydata.control.ModelDesk;
import java.io.IOException;
import java.time.Instant;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A change of what judges: first told to the running system, then written into the registry, then
 * to the audit topic.
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
      description = "Why, for the record.")
  private String why;

  RegistryOptions registry() {
    return registry;
  }

  String why() {
    return why;
  }

  /**
   * Points a role at a model, or at none.
   *
   * @return from which event time on it counts; now when nothing is published
   */
  Instant point(String role, String sha256, String model) {
    if (quiet) {
      return Instant.now();
    }
    try {
      return new ModelDesk(broker)
          .point(role, new ModelPointer(sha256, model), registry.text(sha256));
    } catch (KafkaException e) {
      throw away();
    }
  }

  /** How far event time has come; by this machine's clock when nothing is published. */
  Instant now() {
    try {
      return quiet ? Instant.now() : new ModelDesk(broker).position();
    } catch (KafkaException e) {
      throw away();
    }
  }

  private Failure away() {
    return Failure.unreachable(
        "no broker answers at "
            + broker
            + " (start one with 'up', name it with --broker, or give --no-publish)");
  }

  /** Writes down what was done. */
  Event record(Event.Action action, String sha256, String model, Instant from, String reason) {
    Event event;
    try {
      event = registry.registry().record(registry.who(), action, sha256, model, from, reason);
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
    if (!quiet) {
      try {
        new AuditTopic(broker).write(event);
      } catch (KafkaException e) {
        throw Failure.unreachable("done, but not on the audit topic: no broker at " + broker);
      }
    }
    return event;
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
