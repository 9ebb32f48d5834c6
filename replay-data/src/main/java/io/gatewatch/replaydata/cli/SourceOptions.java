package io.gatewatch.replaydata.cli;

import io.gatewatch.flinkjob.ControlReader;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.replay.HistoryRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which history a command plays: log files, or the calls of a broker; and by which rules. */
final class SourceOptions {
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

  ReadingOptions reading() {
    return reading;
  }

  String format() {
    return format;
  }

  List<String> inputs() {
    return inputs;
  }

  String broker() {
    return broker;
  }

  /** A rule file or a folder; null for those that ship. */
  Path rules() {
    return rules;
  }

  /** Whether the calls of a broker are played. */
  boolean isTopic() {
    return topic;
  }

  /** Whether any history is named. */
  boolean isGiven() {
    return format != null || topic || !inputs.isEmpty();
  }

  /** Whether only calls of a time are asked for. */
  boolean isSpan() {
    return from != null || to != null;
  }

  /** First moment, in ms since 1970. */
  long from() {
    return ReplayCommand.time(from, Long.MIN_VALUE);
  }

  /** First moment after the last, in ms since 1970. */
  long to() {
    return ReplayCommand.time(to, Long.MAX_VALUE);
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

  /** What stands on control of the broker; nothing for files. */
  List<ControlRecord> control() {
    return topic
        ? ControlReader.readAll(broker).stream()
            .map(json -> ControlRecord.read(json.getBytes(StandardCharsets.UTF_8)))
            .toList()
        : List.of();
  }

  /** Nobody answers there. */
  Failure noBroker() {
    return Failure.unreachable(
        "no broker answers at " + broker + " (start one, or name it with --broker)");
  }
}
