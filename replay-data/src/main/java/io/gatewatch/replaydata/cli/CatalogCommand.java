package io.gatewatch.replaydata.cli;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.replaydata.replay.Counted;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code catalog}: the operations of your services, straight at the broker. */
@Command(
    name = "catalog",
    description = "The operations of your services: publishes them.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = CatalogCommand.Import.class)
final class CatalogCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "import is missing");
  }

  /** {@code catalog import}: reads specifications and publishes them together. */
  @Command(
      name = "import",
      description =
          "Reads OpenAPI 3, Swagger 2 or our own files and publishes them together, in place of"
              + " those before.",
      mixinStandardHelpOptions = true)
  static final class Import implements Callable<Integer> {
    @Spec private CommandSpec spec;
    @Mixin private BrokerOption broker;

    @Parameters(
        paramLabel = "FILE",
        arity = "1..*",
        description = "Specifications; FILE=/base puts a file's paths below /base.")
    private List<String> files;

    @Override
    public Integer call() {
      Catalog catalog = KnowledgeOptions.readCatalog("", files);
      int operations = catalog.sources().stream().mapToInt(s -> s.operations().size()).sum();
      PrintWriter out = spec.commandLine().getOut();
      catalog.conflicts().forEach(conflict -> out.println("hidden: " + conflict));
      out.println(
          broker.publish(
              ControlRecord.CATALOG, Counted.of(operations, "operation"), catalog.text()));
      return 0;
    }
  }
}
