package io.gatewatch.replaydata.cli;

import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.Stage;
import io.gatewatch.models.registry.Stages;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models}: the registry of models, and which of them judges. */
@Command(
    name = "models",
    description = "Keeps models, shows them, and says which of them judges.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelsCommand.ListAll.class,
      ModelsCommand.Show.class,
      ModelsAddCommand.class,
      ModelsCommand.Shadow.class,
      ModelsPromoteCommand.class,
      ModelsCommand.Rollback.class,
      ModelsSyncCommand.class,
      ModelsFixturesCommand.class,
      ModelsDriftCommand.class
    })
final class ModelsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "list, show, add, shadow, promote, rollback, sync, fixtures or drift is missing");
  }

  /** {@code models list}. */
  @Command(
      name = "list",
      description = "Shows all models and where they stand.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private RegistryOptions registry;

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      Stages stages = registry.stages();
      if (stages.champion() == null) {
        out.println("champion  rules and baselines alone");
      }
      if (stages.models().isEmpty()) {
        out.println("no model is in the registry " + registry.place());
      }
      for (Stage stage :
          new Stage[] {Stage.CHAMPION, Stage.SHADOW, Stage.CANDIDATE, Stage.RETIRED}) {
        for (ModelRegistry.Entry entry : stages.models()) {
          if (entry.stage() == stage) {
            out.printf(
                "%-9s %s  since %s  %s%n",
                ModelsText.word(stage), entry.model(), entry.since(), entry.why());
          }
        }
      }
      out.flush();
      return 0;
    }
  }

  /** {@code models show}. */
  @Command(
      name = "show",
      description = "Shows a model's card and what was done with it.",
      mixinStandardHelpOptions = true)
  static final class Show implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private RegistryOptions registry;

    @Parameters(paramLabel = "MODEL", description = "Its name or hash, or the beginning of either.")
    private String said;

    @Override
    public Integer call() throws IOException {
      ModelRegistry.Entry entry = registry.find(said);
      ModelCard card = ModelFile.read(registry.text(entry.sha256())).card();
      PrintWriter out = spec.commandLine().getOut();
      out.print(ModelsText.card(entry, card));
      for (Event event : Stages.done(entry.sha256(), registry.registry().events())) {
        out.print(ModelsText.line(event, entry));
      }
      out.flush();
      return 0;
    }
  }

  /** {@code models shadow}. */
  @Command(
      name = "shadow",
      description =
          "Lets a model score beside the champion: what it finds is written to gatewatch.detections and"
              + " alerts nobody.",
      mixinStandardHelpOptions = true)
  static final class Shadow implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ModelChange change;

    @Parameters(paramLabel = "MODEL", arity = "0..1", description = "Its name or hash.")
    private String said;

    @Option(names = "--none", description = "No model is to be the shadow any more.")
    private boolean none;

    @Override
    public Integer call() {
      if (none == (said != null)) {
        throw Failure.usage("models shadow: name a model, or give --none");
      }
      Stages stages = change.begin();
      ModelRegistry.Entry entry = none ? null : RegistryOptions.find(stages, said);
      if (entry != null && entry.stage() == Stage.CHAMPION) {
        throw Failure.usage(entry.model() + " is the champion (mend: roll back first)");
      }
      String words = none ? "no shadow" : entry.model() + " is the shadow";
      if (isSo(stages, entry)) {
        spec.commandLine().getOut().println(words + " already: nothing was changed");
        return 0;
      }
      Instant from = change.make(Event.Action.SHADOW, entry, stages, null);
      spec.commandLine().getOut().println(words + ": " + change.counts(from));
      change.mirror(spec.commandLine().getErr());
      return 0;
    }

    /** Saying it again would let its time begin anew. */
    private boolean isSo(Stages stages, ModelRegistry.Entry entry) {
      String sha256 = entry == null ? null : entry.sha256();
      if (!stages.saidOfShadow() || !Objects.equals(sha256, stages.shadow())) {
        return false;
      }
      boolean counts = entry == null || stages.shadowFrom() != null;
      return change.quiet() || (counts && change.running().says(ModelPointer.SHADOW, sha256));
    }
  }

  /** {@code models rollback}. */
  @Command(
      name = "rollback",
      description =
          "Takes the champion back: the one before judges again, or rules and baselines alone.",
      mixinStandardHelpOptions = true)
  static final class Rollback implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ModelChange change;

    @Override
    public Integer call() {
      if (change.registry().stages().champion() == null) {
        throw Failure.usage("models rollback: rules and baselines judge alone already");
      }
      Stages stages = change.begin();
      ModelRegistry.Entry before = before(stages);
      Instant from = change.make(Event.Action.ROLLBACK, before, stages, null);
      spec.commandLine()
          .getOut()
          .println(
              (before == null ? "rules and baselines judge alone" : before.model() + " is champion")
                  + " again: "
                  + change.counts(from));
      change.mirror(spec.commandLine().getErr());
      return 0;
    }

    /** Null for none, and where the one before cannot judge any more, which is said. */
    private ModelRegistry.Entry before(Stages stages) {
      if (stages.before() == null) {
        return null;
      }
      ModelRegistry.Entry before = stages.find(stages.before());
      String unusable = change.unusable(before);
      if (unusable == null) {
        return before;
      }
      spec.commandLine()
          .getErr()
          .println("gatewatch: " + before.model() + " cannot judge any more: " + unusable);
      return null;
    }
  }
}
