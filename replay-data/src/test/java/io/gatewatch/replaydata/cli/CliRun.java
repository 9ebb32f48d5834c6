package io.gatewatch.replaydata.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What one run of the command line printed, and how it ended. */
public record CliRun(int exitCode, String out, String err) {
  public static CliRun of(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Gatewatch.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new CliRun(exitCode, out.toString(), err.toString());
  }
}
