package io.gatewatch.replaydata.cli;

import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.models.registry.Event;
import io.gatewatch.models.registry.Gates;
import io.gatewatch.models.registry.ModelRegistry;
import io.gatewatch.models.registry.Stage;
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
    footer = "Exit code 1 when a gate refuses; nothing changes then.",
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
    RegistryOptions registry = change.registry();
    ModelRegistry.Entry entry = registry.find(said);
    if (entry.stage() == Stage.CHAMPION) {
      throw Failure.usage(entry.model() + " is the champion already");
    }
    PromotionTrial trial = PromotionTrial.of(registry, entry, RowSource.ofTable(features, known));
    List<Gates.Verdict> verdicts = trial.ask(change.now());
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
      change.record(Event.Action.REFUSE, entry.sha256(), entry.model(), null, refused);
      out.println(entry.model() + " stays " + ModelsText.word(entry.stage()));
      return 1;
    }
    Instant from = change.point(ModelPointer.CHAMPION, entry.sha256(), entry.model());
    if (entry.stage() == Stage.SHADOW) {
      change.point(ModelPointer.SHADOW, null, null);
    }
    change.record(Event.Action.PROMOTE, entry.sha256(), entry.model(), from, change.why());
    out.println(entry.model() + " is champion: " + change.counts(from));
    return 0;
  }
}
