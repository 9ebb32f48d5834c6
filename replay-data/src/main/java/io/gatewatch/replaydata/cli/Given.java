package io.gatewatch.replaydata.cli;

import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What was typed beside an option that leaves some others without effect. */
final class Given {
  private Given() {}

  /**
   * Refuses what would have no effect: who typed it believes that it had.
   *
   * @param beside the option, for people
   * @param heard names of all options that have an effect beside it
   */
  static void only(CommandSpec spec, String beside, Set<String> heard) {
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (!heard.contains(option.longestName())) {
        throw Failure.usage(option.longestName() + " has no effect beside " + beside);
      }
    }
  }
}
