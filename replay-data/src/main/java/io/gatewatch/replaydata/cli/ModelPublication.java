package io.gatewatch.replaydata.cli;

import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.models.registry.Stages;
import io.gatewatch.replaydata.control.AuditTopic;
import io.gatewatch.replaydata.control.ModelDesk;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;

/** What a running system is told of a registry, and what it was told before. */
final class ModelPublication {
  private final RegistryOptions registry;
  private final String broker;
  private final ModelDesk desk;

  ModelPublication(RegistryOptions registry, String broker) {
    this.registry = registry;
    this.broker = broker;
    this.desk = new ModelDesk(broker);
  }

  /** From which event time on a change would count now. */
  Instant position() {
    return asked(desk::position);
  }

  /** Whether the system says that this model, or none, has a role. */
  boolean says(String role, String sha256) {
    return Objects.equals(asked(() -> desk.newest(role)).sha256(), sha256);
  }

  /** Two registries would take turns otherwise. */
  void requireSameChampion(Stages stages) {
    ModelPointer there = asked(() -> desk.newest(ModelPointer.CHAMPION));
    if (!Objects.equals(there.sha256(), stages.champion())) {
      String here = stages.champion() == null ? null : stages.find(stages.champion()).model();
      throw Failure.usage(
          "champion: "
              + words(here)
              + " by the registry, "
              + words(there.model())
              + " by the running system at "
              + broker
              + "; nothing was changed (mend: models sync, if the registry is right)");
    }
  }

  private static String words(String model) {
    return model == null ? "none" : model;
  }

  private <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (KafkaException e) {
      throw away();
    }
  }

  /** Nobody answers there. */
  Failure away() {
    return Failure.unreachable(
        "no broker answers at "
            + broker
            + " (start one with 'up', name it with --broker, or give --no-publish)");
  }

  /**
   * Tells the system which model has a role, unless it says so already.
   *
   * @return from which event time on it counts; null when it says so already
   */
  Instant publish(String role, String sha256, String model) {
    try {
      ModelPointer pointer = new ModelPointer(sha256, model);
      return says(role, sha256) ? null : desk.point(role, pointer, registry.text(sha256));
    } catch (KafkaException | Failure e) {
      throw Failure.unreachable(
          "written into the registry, but not published at "
              + broker
              + ": the "
              + role
              + " is not "
              + (model == null ? "taken back" : model)
              + " there yet (mend: models sync)");
    }
  }

  /** Writes the events that the audit topic has not got. */
  int audit() {
    try {
      return new AuditTopic(broker).write(registry.registry().log());
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    } catch (KafkaException e) {
      throw Failure.unreachable(
          "done, but not on the audit topic at " + broker + " (mend: models sync)");
    }
  }
}
