package io.gatewatch.replaydata.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: measures Gatewatch. */
@Command(
    name = "bench",
    description = "Measures Gatewatch; prints a table and writes bench.json.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "BENCHMARK",
    subcommands = BenchNabCommand.class)
final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "the benchmark is missing (expected: nab)");
  }
}
