package io.gatewatch.replaydata.cli;

import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.replaydata.replay.HistoryRun;
import io.gatewatch.replaydata.replay.RunFigures;
import io.gatewatch.replaydata.replay.RunListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;

/** A history that is played for a listener: log files, or the calls of a broker. */
final class HistoryOptions {
  /** What was played. */
  record Played(RunFigures figures, Versions versions) {}

  @Mixin private SourceOptions source;

  /** Whether any history is named. */
  boolean isGiven() {
    return source.isGiven();
  }

  /** The broker whose topics are read; null for files. */
  String brokerOfTopic() {
    return source.isTopic() ? source.broker() : null;
  }

  /** Where the calls come from, in words. */
  String words() {
    return source.words();
  }

  /** Refuses what does not go together. */
  void check() {
    source.check();
  }

  /** Nobody answers there. */
  Failure noBroker() {
    return source.noBroker();
  }

  /**
   * Plays it, by what was in force at each call's time.
   *
   * @param said verdicts that are given besides
   */
  Played play(String task, List<ControlRecord> said, RunListener listener) {
    HistoryRun run =
        new HistoryRun(
            source.format(),
            source.reading().context(),
            source.reading().settings(),
            book(said),
            AlertingConfig.defaults(),
            source.from(),
            source.to(),
            Set.of(),
            said);
    try (Progress bar = Progress.bar(task, 1000)) {
      HistoryRun.Watcher watcher = (share, lines) -> bar.stepTo(Math.round(1000 * share));
      RunFigures figures =
          source.isTopic()
              ? run.heardOfTopic(source.broker(), listener, watcher)
              : run.heard(source.inputs(), listener, watcher);
      if (!source.isTopic()) {
        ReplayEnd.nothing(figures, source.format(), source.isSpan());
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
      List<ControlRecord> records = new ArrayList<>(source.control());
      if (source.rules() != null) {
        records.removeIf(r -> r.kind().equals(ControlRecord.RULES));
        records.add(
            0, ReplayCommand.record(ControlRecord.RULES, ReplayCommand.text(source.rules())));
      }
      boolean ruled = records.stream().anyMatch(r -> r.kind().equals(ControlRecord.RULES));
      Book book = ruled ? new Book() : Book.shipped();
      Book.filesFirst(records).forEach(book::add);
      AgentRegistry registry = source.reading().knowledge().registry();
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
}
