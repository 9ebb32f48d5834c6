package io.gatewatch.replaydata.cli;

import io.gatewatch.replaydata.cases.Case;
import io.gatewatch.replaydata.cases.CaseReport;
import io.gatewatch.replaydata.cases.CaseResult;
import io.gatewatch.replaydata.cases.ResultJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules test}: cases against what they say must be raised. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Plays every case through the same core as replay, and says which alerts came that should"
          + " not, and which did not that should. An attack is played once more without its"
          + " detector: one that is told of even then proves nothing about it. A look-alike is"
          + " played once more with the thresholds that it tempts. Exit code 1 when a case failed.",
      "%nExamples:",
      "  gatewatch rules test",
      "  gatewatch rules test --only volume-spike",
      "  gatewatch rules test my-rules      (my-rules/*.yaml against my-rules/cases)"
    })
final class RulesTestCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description =
          "A rule writer's folder: its one *.yaml are the rules (none: those that ship), its cases/"
              + " the cases.")
  private Path home;

  @Mixin private CaseOptions options;

  @Option(
      names = "--only",
      paramLabel = "RULE[/CASE]",
      description = "Play only the cases of this rule, or this one.")
  private String only;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  @Override
  public Integer call() {
    try {
      if (home != null) {
        options.besides(home);
      }
      List<CaseResult> results = CaseOptions.play(wanted(options.read()), options.brain());
      spec.commandLine().getOut().print(json ? ResultJson.of(results) : CaseReport.of(results));
      spec.commandLine().getOut().flush();
      return results.stream().allMatch(CaseResult::isAsSaid) ? 0 : 1;
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  private List<Case> wanted(List<Case> all) {
    if (only == null) {
      return all;
    }
    List<Case> some =
        all.stream().filter(c -> c.id().equals(only) || c.id().startsWith(only + "/")).toList();
    if (some.isEmpty()) {
      throw Failure.usage("--only " + only + ": no such case in " + options.folder());
    }
    return some;
  }
}
