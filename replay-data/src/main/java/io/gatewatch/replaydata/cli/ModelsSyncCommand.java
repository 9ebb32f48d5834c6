package io.gatewatch.replaydata.cli;

import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.Stages;
import io.gatewatch.replaydata.replay.Counted;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code models sync}: tells the running system what the registry says. */
@Command(
    name = "sync",
    description =
        "Publishes what the registry says, champion and shadow or none, where the running system was"
            + " told something else, and the events that gatewatch.audit has not got.",
    mixinStandardHelpOptions = true)
final class ModelsSyncCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions registry;

  @Option(
      names = "--broker",
      defaultValue = "127.0.0.1:9092",
      paramLabel = "HOST:PORT",
      description = "Kafka of the running system (default: ${DEFAULT-VALUE}).")
  private String broker;

  @Override
  public Integer call() {
    ModelPublication running = new ModelPublication(registry, broker);
    Instant position = running.position();
    Stages stages = registry.stages();
    boolean published = tell(running, ModelPointer.CHAMPION, stages.champion(), stages);
    // A shadow that nobody here has spoken of, such as the one that ships, is left alone.
    if (stages.saidOfShadow()) {
      begin(running, position, stages);
      published |= tell(running, ModelPointer.SHADOW, stages.shadow(), stages);
    }
    int written = running.audit();
    PrintWriter out = spec.commandLine().getOut();
    if (!published) {
      out.println("champion and shadow are what the registry says; nothing was published");
    }
    if (written > 0) {
      out.println(Counted.of(written, "event") + " written to gatewatch.audit");
    }
    return 0;
  }

  /** The time in the shadow begins when it scores live traffic, not when it was first said. */
  private void begin(ModelPublication running, Instant position, Stages stages) {
    String shadow = stages.shadow();
    boolean begins =
        shadow != null
            && (stages.shadowFrom() == null || !running.says(ModelPointer.SHADOW, shadow));
    if (begins) {
      registry.record(
          new ModelRegistry.Change(
              registry.who(),
              Event.Action.SHADOW,
              shadow,
              stages.find(shadow).model(),
              position,
              "published by models sync",
              null),
          stages);
    }
  }

  private boolean tell(ModelPublication running, String role, String sha256, Stages stages) {
    String model = sha256 == null ? null : stages.find(sha256).model();
    registry.model(sha256);
    Instant from = running.publish(role, sha256, model);
    if (from != null) {
      spec.commandLine()
          .getOut()
          .println(
              role
                  + ": "
                  + (model == null ? "none" : model)
                  + (from.equals(Instant.EPOCH)
                      ? ", from the first call on"
                      : ", for calls from " + from + " on"));
    }
    return from != null;
  }
}
