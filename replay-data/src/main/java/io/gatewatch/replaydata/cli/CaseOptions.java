package io.gatewatch.replaydata.cli;

import io.gatewatch.replaydata.cases.Case;
import io.gatewatch.replaydata.cases.CaseBrain;
import io.gatewatch.replaydata.cases.CaseFolders;
import io.gatewatch.replaydata.cases.CaseResult;
import io.gatewatch.replaydata.cases.CaseRun;
import io.gatewatch.replaydata.train.ShippedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Which cases are played, and by which rules. */
final class CaseOptions {
  @Option(
      names = "--cases",
      paramLabel = "DIR",
      description = "Folder of cases, <rule>/<case>/case.yaml (default: those that ship).")
  private Path cases;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Folder with one rule file, *.yaml (default: shipped).")
  private Path rules;

  /** The folder of cases. */
  Path folder() {
    return cases == null ? CaseFolders.shipped() : cases;
  }

  /**
   * Takes what was not named from a rule writer's folder: its rule file, its cases/. Rules without
   * cases of their own are refused: those that ship ask for the rules that ship.
   */
  void besides(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      throw Failure.input(home + ": no such folder");
    }
    rules = rules == null && !yaml(home).isEmpty() ? home : rules;
    Path own = home.resolve("cases");
    if (cases == null && !Files.isDirectory(own)) {
      throw Failure.input(
          home
              + " holds no cases (expected: "
              + own
              + "/<rule>/<case>/case.yaml; the cases that ship against these rules: rules test"
              + " --rules "
              + home
              + ")");
    }
    cases = cases == null ? own : cases;
  }

  /** The rules, and the model that ships. */
  CaseBrain brain() throws IOException {
    if (rules == null) {
      return CaseBrain.shipped();
    }
    List<Path> there = yaml(rules);
    if (there.size() != 1) {
      throw Failure.usage(rules + " holds " + there.size() + " rule files (expected: one *.yaml)");
    }
    try {
      return new CaseBrain(Files.readString(there.get(0)), ShippedModel.text());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(there.get(0) + ": " + e.getMessage());
    }
  }

  /** All cases of the folder; none is an error. */
  List<Case> read() throws IOException {
    List<Case> all = CaseFolders.read(folder());
    if (all.isEmpty()) {
      throw Failure.input(folder() + " holds no case (expected: <rule>/<case>/case.yaml)");
    }
    return all;
  }

  /** Plays cases, with a bar on a terminal. */
  static List<CaseResult> play(List<Case> cases, CaseBrain brain) throws IOException {
    List<CaseResult> results = new ArrayList<>();
    CaseRun run = new CaseRun(brain);
    try (Progress bar = Progress.bar("cases", cases.size())) {
      for (Case one : cases) {
        results.add(run.play(one));
        bar.stepTo(results.size());
      }
    }
    return results;
  }

  private static List<Path> yaml(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }
}
