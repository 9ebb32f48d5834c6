package io.gatewatch.replaydata.cli;

import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.Psi;
import io.gatewatch.models.drift.DriftReport;
import io.gatewatch.models.drift.LabelRate;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models drift}: whether a model still sees what it was made for. */
@Command(
    name = "drift",
    sortOptions = false,
    description =
        "Holds all of a table of newer traffic (the alert and train --when-drifted look at its last"
            + " days) against what a model remembers of its training: the"
            + " population stability index of each input, by class of agents, and how many attacks"
            + " are labelled now and then.",
    footer = "Exit code 1 when something has moved much (0.25 or more).",
    mixinStandardHelpOptions = true)
final class ModelsDriftCommand implements Callable<Integer> {
  private static final int MOST_SHOWN = 5;

  @Spec private CommandSpec spec;
  @Mixin private RegistryOptions registry;

  @Parameters(paramLabel = "MODEL", description = "Its name or hash, or the beginning of either.")
  private String said;

  @Option(
      names = "--features",
      required = true,
      paramLabel = "FILE",
      description = "What the command features wrote of the traffic.")
  private Path features;

  @Mixin private KnownOptions known;

  @Override
  public Integer call() {
    AnomalyModel model = registry.model(registry.find(said).sha256());
    if (model.reference() == null) {
      throw Failure.input(model.version() + " remembers nothing of its training");
    }
    RowSource rows = RowSource.ofTable(features, known.withoutReview());
    if (known.reviewLeftOut() != null) {
      spec.commandLine().getErr().println("gatewatch: " + known.reviewLeftOut());
    }
    if (rows.rows().isEmpty()) {
      throw Failure.input(features + ": no rows");
    }
    DriftReport report = DriftReport.of(model, rows.rows());
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s, %s to %s%n", report.model(), report.from(), report.to());
    for (DriftReport.Cohort cohort : report.cohorts()) {
      out.printf("%s (%d agents' hours)%n", cohort.name(), cohort.measured().votes());
      cohort.measured().psi().stream()
          .limit(MOST_SHOWN)
          .forEach(
              m ->
                  out.printf(
                      "  %-8s %6.3f  %s%n",
                      m.psi() >= Psi.MUCH ? "MOVED" : "", m.psi(), m.input()));
    }
    if (!report.tooFew().isEmpty()) {
      out.println("too little to judge by: " + String.join(", ", report.tooFew()));
    }
    out.println(words(report.labelRate()));
    out.flush();
    return report.much() ? 1 : 0;
  }

  private static String words(LabelRate rate) {
    String now =
        String.format(
            Locale.ROOT,
            "%-8s %d attacks, %.2f %% of minutes (95 %%: %.2f to %.2f)",
            rate.differs() ? "DIFFERS" : "labels:",
            rate.attacks(),
            100 * rate.share(),
            100 * rate.low(),
            100 * rate.high());
    if (rate.trained() == null) {
      return now + "; ordinary minutes alone trained it";
    }
    return now
        + String.format(
            Locale.ROOT,
            ", as training counts them; where it was trained %.2f %%, so %.2f times as many (%.2f to %.2f)",
            100 * rate.trained(),
            rate.share() / rate.trained(),
            rate.low() / rate.trained(),
            rate.high() / rate.trained());
  }
}
