package io.gatewatch.replaydata.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line's entry: {@code gatewatch COMMAND}. */
@Command(
    name = "gatewatch",
    description = "Reads gateway access logs; raises alerts and quota updates.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Gatewatch implements Runnable {
  static final int WRONG_USAGE = 2;
  static final int UNREADABLE = 3;
  static final int UNREACHABLE = 4;
  static final int OUR_FAULT = 70;

  /** Every command, in the order of the help. */
  static final List<Class<?>> COMMANDS =
      List.of(
          UpCommand.class,
          DoctorCommand.class,
          ReplayCommand.class,
          EvaluateCommand.class,
          GenerateCommand.class,
          FeaturesCommand.class,
          TrainCommand.class,
          ModelsCommand.class,
          RulesCommand.class,
          BenchCommand.class,
          CoverageCommand.class,
          QuotasCommand.class,
          VerdictCommand.class,
          AuditCommand.class,
          SinksCommand.class,
          AgentsCommand.class,
          CatalogCommand.class,
          KeysCommand.class,
          ReaderCommand.class);

  @Spec private CommandSpec spec;

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    LogFile.prepare();
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /** Runs one command; its exit code. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Gatewatch());
    for (Class<?> command : COMMANDS) {
      line.addSubcommand(command);
    }
    line.setOut(out).setErr(err); // after the commands, which it reaches too
    line.setParameterExceptionHandler(Complaints::wrongUsage);
    line.setExecutionExceptionHandler(Complaints::failed);
    return line.execute(args);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
