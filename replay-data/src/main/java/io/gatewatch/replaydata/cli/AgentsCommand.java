package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.replaydata.replay.Counted;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code agents}: the registry of agents, straight at the broker. */
@Command(
    name = "agents",
    description = "The agents that you know: publishes and shows the registry.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      AgentsCommand.Import.class,
      AgentsCommand.ListAll.class,
      AgentsCommand.Review.class
    })
final class AgentsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "import, list or review is missing");
  }

  /** {@code agents import}: checks a registry and publishes it. */
  @Command(
      name = "import",
      description = "Checks a registry and publishes it; it counts from the third round on.",
      mixinStandardHelpOptions = true)
  static final class Import implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private BrokerOption broker;

    @Parameters(paramLabel = "FILE", description = "YAML with agents.")
    private Path file;

    @Override
    public Integer call() {
      AgentRegistry registry = KnowledgeOptions.readRegistry("", file);
      String what = Counted.of(registry.agents().size(), "agent");
      spec.commandLine()
          .getOut()
          .println(broker.publish(ControlRecord.REGISTRY, what, registry.text()));
      return 0;
    }
  }

  /** {@code agents list}: all agents, those whose review is overdue first. */
  @Command(
      name = "list",
      description = "Shows the newest registry, overdue reviews first.",
      mixinStandardHelpOptions = true)
  static final class ListAll implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private BrokerOption broker;
    @Mixin private Today today;

    @Override
    public Integer call() {
      AgentTable table = AgentTable.of(broker.records(ControlRecord.REGISTRY), today.date());
      spec.commandLine().getOut().print(table.all());
      spec.commandLine().getOut().flush();
      return 0;
    }
  }

  /** {@code agents review}: the agents whose review is due. */
  @Command(
      name = "review",
      description = "Shows the agents whose review is due.",
      footer = "Exit code 1 when one is overdue.",
      mixinStandardHelpOptions = true)
  static final class Review implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private BrokerOption broker;
    @Mixin private Today today;

    @Option(
        names = "--within",
        paramLabel = "DAYS",
        description = "Show those due within so many days too (default: ${DEFAULT-VALUE}).")
    private int within = 14;

    @Override
    public Integer call() {
      AgentTable table = AgentTable.of(broker.records(ControlRecord.REGISTRY), today.date());
      spec.commandLine().getOut().print(table.due(within));
      spec.commandLine().getOut().flush();
      return table.anyOverdue() ? 1 : 0;
    }
  }
}
