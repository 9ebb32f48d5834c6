package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.replaydata.rules.CheckText;
import io.gatewatch.replaydata.rules.CheckedRules;
import io.gatewatch.replaydata.rules.RuleFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rules check}: reads rules, type-checks their conditions, and measures them. */
@Command(
    name = "check",
    description =
        "Reads rule files as production would and tells every mistake with its line; shows how each rule runs and"
            + " what it costs.",
    footer = "Exit code 0: all right; 1: a rule would be refused.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false)
final class RulesCheckCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR|FILE",
      description = "A rule file, or a folder of them, *.yaml (default: the rules that ship).")
  private Path rules;

  @Option(
      names = "--json",
      description = "Print one JSON object (schemas/rules-check.schema.json).")
  private boolean json;

  @Override
  public Integer call() {
    CheckedRules checked = CheckedRules.of(files());
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? json(checked) + "\n" : CheckText.of(checked));
    out.flush();
    return checked.problems().isEmpty() ? 0 : 1;
  }

  private Map<String, String> files() {
    return rules == null ? Map.of(CheckedRules.SHIPPED, RuleSet.shipped().text()) : files(rules);
  }

  /** The rule files of a folder, or the one; refused in one line when there is none. */
  static Map<String, String> files(Path rules) {
    try {
      Map<String, String> files = RuleFiles.read(rules);
      if (files.isEmpty()) {
        throw Failure.usage(rules + " holds no rule file (expected: *.yaml)");
      }
      return files;
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  private static String json(CheckedRules checked) {
    try {
      return DetectionCodec.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(checked);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("checked rules always have a JSON form", e);
    }
  }
}
