package io.gatewatch.replaydata.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Whether a reader of the READMEs knows every option, and none that is not there. */
class ReadmeTest {
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]+");
  private static final Set<String> SAID_NOT_TO_BE_THERE = Set.of("--brain");
  private static final Set<String> OF_THE_DETECTION_BENCH =
      Set.of("--seeds", "--forests", "--warmup-hours");

  @Test
  void everyOptionOfEveryCommandIsNamedAndNoOther() throws IOException {
    Set<String> named = named(Path.of("../README.md"));
    named.addAll(named(Path.of("README.md")));
    named.removeAll(SAID_NOT_TO_BE_THERE);
    named.removeAll(OF_THE_DETECTION_BENCH);
    Set<String> known = new TreeSet<>();
    for (Class<?> command : Gatewatch.COMMANDS) {
      addOptions(new CommandLine(command), known);
    }
    known.remove("--version");
    assertThat(named).isEqualTo(known);
  }

  private static void addOptions(CommandLine command, Set<String> known) {
    command.getCommandSpec().options().forEach(option -> known.add(option.longestName()));
    command.getSubcommands().values().forEach(below -> addOptions(below, known));
  }

  private static Set<String> named(Path readme) throws IOException {
    return OPTION
        .matcher(Files.readString(readme))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
