package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.flinkjob.ControlReader;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.replaydata.replay.HistoryRun;
import io.gatewatch.replaydata.replay.RunFigures;
import io.gatewatch.replaydata.replay.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A history that is played for a listener: log files, or the calls of a broker. */
final class HistoryOptions {
  /** What was played. */
  record Played(RunFigures figures, Versions versions) {}

  @Option(
      names = "--format",
      paramLabel = "F",
      description = "A gateway's format, or calls (our own): ${COMPLETION-CANDIDATES}.",
      completionCandidates = FormatNames.class)
  private String format;

  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "FILE",
      description =
          "Log files, plain, .gz, .zst, or - for standard input; several are merged by time.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--topic",
      description = "Play gatewatch.calls instead of files (with --format calls).")
  private boolean topic;

  @Option(
      names = "--broker",
      defaultValue = "127.0.0.1:9092",
      paramLabel = "HOST:PORT",
      description = "Broker for --topic (default: ${DEFAULT-VALUE}).")
  private String broker;

  @Option(
      names = "--rules",
      paramLabel = "DIR|FILE",
      description = "A rule file, or a folder of them, *.yaml, in place of those that ship.")
  private Path rules;

  @Option(names = "--from", paramLabel = "T", description = "Leave out calls before T (RFC 3339).")
  private String from;

  @Option(
      names = "--to",
      paramLabel = "T",
      description = "Leave out calls at or after T (RFC 3339).")
  private String to;

  @Mixin private ReadingOptions reading;

  /** Whether any history is named. */
  boolean isGiven() {
    return format != null || topic || !inputs.isEmpty();
  }

  /** The broker whose topics are read; null for files. */
  String brokerOfTopic() {
    return topic ? broker : null;
  }

  /** Where the calls come from, in words. */
  String words() {
    return topic
        ? "gatewatch.calls"
        : inputs.stream().map(RowSource::nameOf).collect(Collectors.joining(", "));
  }

  /** Refuses what does not go together. */
  void check() {
    if (format == null) {
      throw Failure.usage("give --format F, and --input FILE… or --topic");
    }
    if (!HistoryRun.FORMATS.contains(format)) {
      throw FormatNames.unknown(format);
    }
    if (topic == !inputs.isEmpty() || (topic && !format.equals("calls"))) {
      throw Failure.usage("give either --input FILE… or --topic (with --format calls)");
    }
    if (format.equals("calls")) {
      reading.refuseForCalls(topic);
    }
  }

  /**
   * Plays it, by what was in force at each call's time.
   *
   * @param said verdicts that are given besides
   */
  Played play(String task, List<ControlRecord> said, RunListener listener) {
    HistoryRun run =
        new HistoryRun(
            format,
            reading.context(),
            reading.settings(),
            book(said),
            AlertingConfig.defaults(),
            ReplayCommand.time(from, Long.MIN_VALUE),
            ReplayCommand.time(to, Long.MAX_VALUE),
            Set.of(),
            said);
    try (Progress bar = Progress.bar(task, 1000)) {
      HistoryRun.Watcher watcher = (share, lines) -> bar.stepTo(Math.round(1000 * share));
      RunFigures figures =
          topic
              ? run.heardOfTopic(broker, listener, watcher)
              : run.heard(inputs, listener, watcher);
      if (!topic) {
        ReplayEnd.nothing(figures, format, false);
      }
      return new Played(figures, run.versions(figures));
    } catch (IOException | UncheckedIOException e) {
      throw Failure.input(e.getMessage());
    } catch (KafkaException e) {
      throw noBroker();
    }
  }

  /** What stands on control, for a topic; else what ships, or what was given; no model of ours. */
  private Book book(List<ControlRecord> said) {
    try {
      List<ControlRecord> records = new ArrayList<>(topic ? ofTheTopic() : List.of());
      if (rules != null) {
        records.removeIf(r -> r.kind().equals(ControlRecord.RULES));
        records.add(0, ReplayCommand.record(ControlRecord.RULES, ReplayCommand.text(rules)));
      }
      boolean ruled = records.stream().anyMatch(r -> r.kind().equals(ControlRecord.RULES));
      Book book = ruled ? new Book() : Book.shipped();
      Book.filesFirst(records).forEach(book::add);
      AgentRegistry registry = reading.knowledge().registry();
      if (registry != null) {
        book.add(ReplayCommand.record(ControlRecord.REGISTRY, registry.text()));
      }
      said.forEach(book::add);
      return book;
    } catch (IOException e) {
      throw Failure.input("cannot read " + e.getMessage());
    } catch (KafkaException e) {
      throw noBroker();
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
  }

  private List<ControlRecord> ofTheTopic() {
    return ControlReader.readAll(broker).stream()
        .map(json -> ControlRecord.read(json.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** Nobody answers there. */
  Failure noBroker() {
    return Failure.unreachable(
        "no broker answers at " + broker + " (start one, or name it with --broker)");
  }
}
