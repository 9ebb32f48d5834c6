package io.gatewatch.replaydata.replay;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertingConfig;
import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.RejectRecord;
import io.gatewatch.ingest.assemble.ParserSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One replay, from history to the files of its run. */
public final class HistoryRun {
  /** Formats that can be replayed. */
  public static final List<String> FORMATS = EntryReader.FORMATS;

  /** Is told how far a run is. */
  @FunctionalInterface
  public interface Watcher {
    /** Share of the history that is done, 0..1, after so many lines. */
    void at(double share, long lines);
  }

  private final String format;
  private final LineContext context;
  private final ParserSettings settings;
  private final Book book;
  private final AlertingConfig alerting;
  private final long from;
  private final long to;
  private final Set<Extra> extras;
  private final List<ControlRecord> verdicts;
  private final List<ControlRecord> windows;

  /**
   * A run over calls in [from, to), epoch milliseconds.
   *
   * @param extras what is written besides
   */
  public HistoryRun(
      String format,
      LineContext context,
      ParserSettings settings,
      Book book,
      AlertingConfig alerting,
      long from,
      long to,
      Set<Extra> extras) {
    this(format, context, settings, book, alerting, from, to, extras, List.of());
  }

  /**
   * A run whose summary says how many verdicts met their principals.
   *
   * @param verdicts those that were given, in the book already
   */
  public HistoryRun(
      String format,
      LineContext context,
      ParserSettings settings,
      Book book,
      AlertingConfig alerting,
      long from,
      long to,
      Set<Extra> extras,
      List<ControlRecord> verdicts) {
    this(format, context, settings, book, alerting, from, to, extras, verdicts, List.of());
  }

  /**
   * A run in which work was announced, or people asked not to hear of an alert.
   *
   * @param windows control records of kind maintenance and snooze
   */
  public HistoryRun(
      String format,
      LineContext context,
      ParserSettings settings,
      Book book,
      AlertingConfig alerting,
      long from,
      long to,
      Set<Extra> extras,
      List<ControlRecord> verdicts,
      List<ControlRecord> windows) {
    this.format = format;
    this.context = context;
    this.settings = settings;
    this.book = book;
    this.alerting = alerting;
    this.from = from;
    this.to = to;
    this.extras = Set.copyOf(extras);
    this.verdicts = List.copyOf(verdicts);
    this.windows = Stream.concat(windows.stream(), verdicts.stream()).toList();
  }

  /** Plays log files. */
  public RunFigures files(List<String> inputs, Path out, Watcher watcher) throws IOException {
    try (RunFolder folder = new RunFolder(out, extras)) {
      Replay replay = replay(folder);
      EntryReader reader = EntryReader.of(format, context, settings);
      FileSource source = new FileSource(format, reader, from, to, watched(replay, watcher));
      source.play(inputs);
      replay.finishFiles(source.lines());
      return finish(replay, folder);
    }
  }

  /** Plays gatewatch.calls, to where it ends now. */
  public RunFigures topic(String broker, Path out, Watcher watcher) throws IOException {
    try (RunFolder folder = new RunFolder(out, extras)) {
      Replay replay = replay(folder);
      new TopicSource(from, to, watched(replay, watcher)).play(broker);
      return finish(replay, folder);
    }
  }

  /** Plays log files and tells every version of every alert, instead of writing files. */
  public RunFigures alerts(List<String> inputs, Consumer<Alert> alerts) throws IOException {
    RunListener listener =
        new RunListener() {
          @Override
          public void alert(Alert alert) {
            alerts.accept(alert);
          }
        };
    return heard(inputs, listener, (share, lines) -> {});
  }

  /** Plays log files for a listener, instead of writing files. */
  public RunFigures heard(List<String> inputs, RunListener listener, Watcher watcher)
      throws IOException {
    Replay replay = replay(listener);
    EntryReader reader = EntryReader.of(format, context, settings);
    FileSource source = new FileSource(format, reader, from, to, watched(replay, watcher));
    source.play(inputs);
    replay.finishFiles(source.lines());
    return replay.finish();
  }

  /** Plays gatewatch.calls, to where it ends now, for a listener. */
  public RunFigures heardOfTopic(String broker, RunListener listener, Watcher watcher) {
    Replay replay = replay(listener);
    new TopicSource(from, to, watched(replay, watcher)).play(broker);
    return replay.finish();
  }

  private Replay replay(RunListener listener) {
    return new Replay(
        book, windows, alerting, new RunFigures(verdicts), reject -> {}, null, null, listener);
  }

  private Replay replay(RunFolder folder) {
    return new Replay(
        book,
        windows,
        alerting,
        new RunFigures(verdicts),
        folder::alert,
        folder::quota,
        folder::reject,
        extras.contains(Extra.QUOTA_EFFECT) ? folder::refused : null,
        extras.contains(Extra.CHRONICLE) ? folder::chronicle : null);
  }

  private RunFigures finish(Replay replay, RunFolder folder) throws IOException {
    RunFigures figures = replay.finish();
    long end = figures.calls() == 0 ? 0 : figures.last();
    folder.finish(figures, book.inForce(end), versions(end));
    return figures;
  }

  /** What was in force at a run's last call. */
  public Versions versions(RunFigures figures) {
    return versions(figures.calls() == 0 ? 0 : figures.last());
  }

  /** What was in force then: what judged, and what read lines unless others have. */
  private Versions versions(long epochMillis) {
    Versions judging = book.inForce(epochMillis).versions();
    if (format.equals(EntryReader.CALLS)) {
      return judging;
    }
    return new Versions(
        judging.rules(),
        judging.models(),
        settings.book().get().catalog(epochMillis).version(),
        judging.registry(),
        judging.features());
  }

  private static EntrySink watched(Replay replay, Watcher watcher) {
    return new EntrySink() {
      @Override
      public void call(ApiCall call) {
        replay.call(call);
      }

      @Override
      public void report(FeedReport report) {
        replay.report(report);
      }

      @Override
      public void mark(long epochMillis) {
        replay.mark(epochMillis);
      }

      @Override
      public void reject(RejectRecord reject) {
        replay.reject(reject);
      }

      @Override
      public void progress(double share, long lines) {
        watcher.at(share, lines);
      }
    };
  }
}
