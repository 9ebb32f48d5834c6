package io.gatewatch.replaydata.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What a person sees when something goes wrong: one line, never a stack trace. */
final class Complaints {
  private Complaints() {}

  static int wrongUsage(ParameterException e, String[] args) {
    CommandLine command = e.getCommandLine();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    tell(command, oneLine(e.getMessage()) + " (see: " + help + ")");
    return Gatewatch.WRONG_USAGE;
  }

  static int failed(Exception e, CommandLine command, ParseResult parsed) {
    if (e instanceof Failure failure) {
      tell(command, oneLine(failure.getMessage()));
      return failure.exitCode();
    }
    LoggerFactory.getLogger(Complaints.class).error("command failed", e);
    tell(command, "a fault of ours: " + oneLine(e.toString()) + "; details: " + LogFile.path());
    return Gatewatch.OUR_FAULT;
  }

  private static void tell(CommandLine command, String line) {
    command.getErr().println("gatewatch: " + line);
    command.getErr().flush();
  }

  private static String oneLine(String text) {
    return text == null ? "no details" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
