package io.gatewatch.replaydata.cli;

import io.gatewatch.replaydata.cases.Case;
import io.gatewatch.replaydata.cases.CaseBrain;
import io.gatewatch.replaydata.cases.CaseResult;
import io.gatewatch.replaydata.cases.CoveredItems;
import io.gatewatch.replaydata.cases.DetectorCost;
import io.gatewatch.replaydata.cases.Ledger;
import io.gatewatch.replaydata.cases.LedgerText;
import io.gatewatch.replaydata.cases.Ledgers;
import io.gatewatch.replaydata.cases.ResultJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code coverage}: what is covered, by which detectors and cases, and what is not. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Plays all cases and prints the ledger: categories, OWASP API Top 10 and ATT&CK techniques, the"
          + " detectors and cases of each, and what is covered by none. Exit code 1 when a case"
          + " failed, or an item of coverage.yaml (beside the cases) is lost.",
      "%nExamples:",
      "  gatewatch coverage --out ledger",
      "  gatewatch coverage --accept      (after new cases)"
    })
final class CoverageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private CaseOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for coverage.md and coverage.json (default: print only).")
  private Path out;

  @Option(
      names = "--accept",
      description = "Write coverage.yaml beside the cases: from now on, this must not be lost.")
  private boolean accept;

  @Override
  public Integer call() {
    try {
      CaseBrain brain = options.brain();
      List<Case> cases = options.read();
      List<CaseResult> results = CaseOptions.play(cases, brain);
      Ledger ledger = Ledgers.of(brain, results, DetectorCost.micros(brain, cases));
      CoveredItems now = CoveredItems.of(ledger, results);
      tell(ledger, results);
      if (accept) {
        Files.writeString(accepted(), now.yaml());
      }
      List<String> lost = before().missingIn(now);
      lost.forEach(item -> spec.commandLine().getErr().println("gatewatch: lost " + item));
      return lost.isEmpty() && results.stream().allMatch(CaseResult::isAsSaid) ? 0 : 1;
    } catch (IOException e) {
      throw Failure.input(e.getMessage());
    }
  }

  private void tell(Ledger ledger, List<CaseResult> results) throws IOException {
    String text = LedgerText.of(ledger, results);
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
    if (out != null) {
      Files.createDirectories(out);
      Files.writeString(out.resolve("coverage.md"), text);
      Files.writeString(out.resolve("coverage.json"), ResultJson.of(ledger));
    }
  }

  private Path accepted() {
    return options.folder().resolve(CoveredItems.NAME);
  }

  private CoveredItems before() throws IOException {
    try {
      String text = Files.exists(accepted()) ? Files.readString(accepted()) : "";
      return CoveredItems.read(text);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(accepted() + ": " + e.getMessage());
    }
  }
}
