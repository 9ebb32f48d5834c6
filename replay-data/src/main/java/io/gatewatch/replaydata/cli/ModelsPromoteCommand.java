package io.gatewatch.replaydata.cli;

import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.Gates;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.Stage;
import io.gatewatch.models.registry.Stages;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models promote}: lets a model judge, when every gate lets it through. */
@Command(
    name = "promote",
    sortOptions = false,
    description =
        "Asks every gate whether a model may be champion, and if so makes it that: its findings alert"
            + " then.",
    footer = "Exit code 1 when a gate refuses: the same models judge on, and the refusal is kept.",
    mixinStandardHelpOptions = true)
final class ModelsPromoteCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ModelChange change;

  @Parameters(paramLabel = "MODEL", description = "Its name or hash, or the beginning of either.")
  private String said;

  @Option(
      names = "--features",
      required = true,
      paramLabel = "FILE",
      description =
          "Rows to judge it by, of the command features: those that are newer than what it, and the"
              + " champion, have learned from.")
  private Path features;

  @Mixin private KnownOptions known;

  @Override
  public Integer call() {
    Stages stages = change.begin();
    ModelRegistry.Entry entry = RegistryOptions.find(stages, said);
    if (entry.stage() == Stage.CHAMPION) {
      throw Failure.usage(entry.model() + " is the champion already");
    }
    // Half of a review is drawn where one model scores highest: its attacks would favour that one.
    RowSource rows = change.rows(features, known.withoutReview());
    if (known.reviewLeftOut() != null) {
      spec.commandLine().getErr().println("gatewatch: " + known.reviewLeftOut());
    }
    if (rows.sha256() == null) {
      throw Failure.input(
          features + ": changed since it was written (mend: write it again with features)");
    }
    PromotionTrial trial = PromotionTrial.of(change.registry(), stages, entry, rows);
    List<Gates.Verdict> verdicts = trial.ask(shadowFrom(stages, entry), change.now());
    PrintWriter out = spec.commandLine().getOut();
    trial.remarks().forEach(line -> spec.commandLine().getErr().println("gatewatch: " + line));
    for (Gates.Verdict verdict : verdicts) {
      out.printf(
          "%-7s %-10s %s%n",
          verdict.passed() ? "passed" : "REFUSED", verdict.gate(), verdict.why());
    }
    String refused =
        verdicts.stream()
            .filter(v -> !v.passed())
            .map(v -> v.gate() + ": " + v.why())
            .collect(Collectors.joining("; "));
    if (!refused.isEmpty()) {
      change.refuse(entry, refused, stages, trial.basis());
      out.println(entry.model() + " stays " + ModelsText.word(entry.stage()));
      change.mirror(spec.commandLine().getErr());
      return 1;
    }
    Instant from = change.make(Event.Action.PROMOTE, entry, stages, trial.basis());
    out.println(entry.model() + " is champion: " + change.counts(from));
    change.mirror(spec.commandLine().getErr());
    return 0;
  }

  /** Null when the running system does not say so: it scores nothing there then. */
  private Instant shadowFrom(Stages stages, ModelRegistry.Entry entry) {
    boolean shadow =
        entry.sha256().equals(stages.shadow())
            && (change.quiet() || change.running().says(ModelPointer.SHADOW, entry.sha256()));
    if (!shadow || stages.shadowFrom() == null) {
      return null;
    }
    // Without a system to ask, time goes by this machine's clock, and event time may lag behind it.
    return change.quiet() && stages.shadowSaid().isAfter(stages.shadowFrom())
        ? stages.shadowSaid()
        : stages.shadowFrom();
  }
}
