package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.collector.ControlDesk;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.replaydata.replay.Extra;
import io.gatewatch.replaydata.replay.HistoryRun;
import io.gatewatch.replaydata.replay.RunFigures;
import io.gatewatch.replaydata.rules.RuleFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: historical logs through the core, engine-free. */
@Command(
    name = "replay",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Plays historical logs through the same core as production and writes alerts.ndjson,"
            + " quotas.ndjson, rejects.ndjson, summary.json and report.html.")
public final class ReplayCommand implements Callable<Integer> {
  private static final Set<String> MODELS = Set.of(ControlRecord.MODEL, ControlRecord.MODEL_FILE);

  @Spec private CommandSpec spec;

  @Mixin private SourceOptions source;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Folder for the run's files.")
  private Path out;

  @Option(
      names = "--signatures",
      description =
          "Tell of every single call that bears the mark of an exploit or a scanner as well.")
  private boolean signatures;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description =
          "Folder with model.json, the champion, or a registry of models, of which champion and"
              + " shadow judge (default: no champion, and the model that ships as a"
              + " shadow, of which summary.json tells).")
  private Path models;

  @Option(
      names = "--labels",
      paramLabel = "FILE",
      description =
          "What is known of the traffic: kept beside the run as labels.json, for evaluate.")
  private Path labels;

  @Option(
      names = "--verdicts",
      paramLabel = "FILE",
      description =
          "What analysts said of principals, a JSON object a line (principal, verdict,"
              + " effectiveFrom): a benign one ends a freeze, so that what is new is learned.")
  private Path verdicts;

  @Option(
      names = "--maintenance",
      paramLabel = "FILE",
      description =
          "Maintenance windows and snoozes, in YAML: alerts that they explain are told as"
              + " suppressed.")
  private Path maintenance;

  @Option(
      names = "--history",
      description =
          "Write usage.ndjson, profiles.ndjson and context.ndjson too: what each caller did by the"
              + " hour, what is known of each agent, what peers and services did.")
  private boolean history;

  @Option(
      names = "--quota-effect",
      description =
          "Write refused.ndjson too: which calls gateways would have refused, had they obeyed every"
              + " quota update; evaluate says whose they were.")
  private boolean quotaEffect;

  private Set<Extra> extras() {
    Set<Extra> extras = EnumSet.noneOf(Extra.class);
    if (history) {
      extras.add(Extra.CHRONICLE);
    }
    if (quotaEffect) {
      extras.add(Extra.QUOTA_EFFECT);
    }
    return extras;
  }

  @Override
  public Integer call() {
    source.check();
    // Before the run, which may take long: a file that cannot be read is told at once.
    LabelsOption known = labels == null ? null : LabelsOption.read(labels);
    List<ControlRecord> said = new ArrayList<>();
    HistoryRun run =
        new HistoryRun(
            source.format(),
            source.reading().context(),
            source.reading().settings(),
            book(said),
            AlertingConfig.defaults(),
            source.from(),
            source.to(),
            extras(),
            said,
            windows());
    RunFigures figures = play(run);
    if (known != null) {
      known.copyTo(out);
    }
    ReplayEnd.tell(figures, out, spec.commandLine().getOut());
    remark(source.isTopic() ? null : ReplayEnd.nothing(figures, source.format(), source.isSpan()));
    remark(ReplayEnd.unmet(figures.verdicts()));
    return 0;
  }

  /** Those on the topic, and those that were given. */
  private List<ControlRecord> windows() {
    try {
      List<ControlRecord> windows = new ArrayList<>(source.control());
      windows.removeIf(
          r -> !r.kind().equals(DeskBook.MAINTENANCE) && !r.kind().equals(DeskBook.SNOOZE));
      String given = MaintenanceFile.read(maintenance);
      if (given != null) {
        windows.add(record(DeskBook.MAINTENANCE, given));
      }
      return windows;
    } catch (KafkaException e) {
      throw source.noBroker();
    }
  }

  private void remark(String line) {
    if (line != null) {
      spec.commandLine().getErr().println("gatewatch: " + line);
    }
  }

  private RunFigures play(HistoryRun run) {
    try (Progress bar = Progress.bar("replay", 1000)) {
      HistoryRun.Watcher watcher = (share, lines) -> bar.stepTo(Math.round(1000 * share));
      return source.isTopic()
          ? run.topic(source.broker(), out, watcher)
          : run.files(source.inputs(), out, watcher);
    } catch (IOException | UncheckedIOException e) {
      throw Failure.input(e.getMessage());
    } catch (KafkaException e) {
      throw source.noBroker();
    }
  }

  /**
   * What was in force there, for a topic; else what ships, or what was given.
   *
   * @param said takes the verdicts that were given
   */
  private Book book(List<ControlRecord> said) {
    try {
      List<ControlRecord> told = new ArrayList<>(source.control());
      if (models != null) {
        told.removeIf(r -> MODELS.contains(r.kind()));
      }
      Book book = told.isEmpty() ? Book.shipped() : Book.of(told);
      if (source.rules() != null) {
        book = Book.of(List.of(record(ControlRecord.RULES, text(source.rules()))));
        told.removeIf(r -> r.kind().equals(ControlRecord.RULES));
        Book.filesFirst(told).forEach(book::add);
      }
      if (signatures) {
        RuleSet given =
            source.rules() == null ? RuleSet.shipped() : RuleSet.read(text(source.rules()));
        String more = given.withSignatures().text();
        book.add(ControlRecord.of(ControlRecord.RULES, ControlDesk.GIVEN, 2, Instant.EPOCH, more));
      }
      models().forEach(book::add);
      AgentRegistry registry = source.reading().knowledge().registry();
      if (registry != null) {
        book.add(record(ControlRecord.REGISTRY, registry.text()));
      }
      if (verdicts != null) {
        said.addAll(VerdictsFile.addTo(book, verdicts));
      }
      return book;
    } catch (IOException e) {
      throw Failure.input("cannot read " + e.getMessage());
    } catch (KafkaException e) {
      throw source.noBroker();
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
  }

  /** Those that were given; else what ships, which is a shadow; on a topic, its own. */
  private List<ControlRecord> models() throws IOException {
    if (models != null) {
      return GivenModels.in(models);
    }
    return source.isTopic() ? List.of() : GivenModels.shipped();
  }

  static ControlRecord record(String kind, String text) {
    return ControlRecord.of(kind, ControlDesk.GIVEN, 1, Instant.EPOCH, text);
  }

  static String text(Path rules) throws IOException {
    return RuleFiles.joined(RulesCheckCommand.files(rules));
  }

  static long time(String text, long otherwise) {
    try {
      return text == null ? otherwise : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException e) {
      throw Failure.usage(text + " is no time (expected: RFC 3339, such as 2026-01-10T13:00:00Z)");
    }
  }
}
