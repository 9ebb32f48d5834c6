package io.gatewatch.replaydata.cli;

import io.gatewatch.models.registry.Fixture;
import io.gatewatch.models.registry.Fixtures;
import io.gatewatch.models.registry.Stages;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models fixtures}: what analysts have called false, which no champion may alert on. */
@Command(
    name = "fixtures",
    description = "Shows what analysts have called false, and takes out what was no false alarm.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ModelsFixturesCommand.ListAll.class, ModelsFixturesCommand.Retire.class})
final class ModelsFixturesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list or retire is missing");
  }

  /** {@code models fixtures list}. */
  @Command(
      name = "list",
      description = "Shows all fixtures, and which of them are asked.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private RegistryOptions registry;

    @Override
    public Integer call() {
      try {
        Fixtures fixtures = new Fixtures(registry.registry().store());
        List<Fixture> asked = fixtures.asked(registry.registry().events());
        PrintWriter out = spec.commandLine().getOut();
        for (Fixture fixture : fixtures.all()) {
          out.printf(
              "%-7s %s  %s, schema %d, minutes: %d  %s%n",
              asked.contains(fixture) ? "asked" : "retired",
              fixture.id(),
              fixture.cohort().name().toLowerCase(Locale.ROOT),
              fixture.schemaVersion(),
              fixture.minutes().size(),
              fixture.reason());
        }
        out.flush();
        return 0;
      } catch (IOException e) {
        throw Failure.input(e.getMessage());
      }
    }
  }

  /** {@code models fixtures retire}. */
  @Command(
      name = "retire",
      description =
          "Asks a fixture no more: what an analyst called false was not. It stays in the registry.",
      mixinStandardHelpOptions = true)
  static final class Retire implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private ModelChange change;

    @Parameters(paramLabel = "FIXTURE", description = "Its id, as 'models fixtures list' shows it.")
    private String said;

    @Override
    public Integer call() {
      Stages stages = change.begin();
      PrintWriter out = spec.commandLine().getOut();
      try {
        Fixtures fixtures = new Fixtures(change.registry().registry().store());
        String id = fixtures.find(said);
        boolean asked =
            fixtures.asked(change.registry().registry().events()).stream()
                .anyMatch(f -> f.id().equals(id));
        if (!asked) {
          out.println(id + " is retired already: nothing was changed");
          return 0;
        }
        change.retire(id, stages);
        out.println(id + " is retired: no model is asked about it from now on");
        return 0;
      } catch (IOException e) {
        throw Failure.input(e.getMessage());
      } catch (IllegalArgumentException e) {
        throw Failure.usage(e.getMessage());
      }
    }
  }
}
