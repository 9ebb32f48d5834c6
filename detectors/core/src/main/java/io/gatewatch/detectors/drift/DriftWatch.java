package io.gatewatch.detectors.drift;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.Brain;
import io.gatewatch.models.AnomalyModel;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The drift of all models without an engine: takes votes, and tells at the end of each day, in the
 * order of models and classes.
 */
public final class DriftWatch {
  private final Book book;
  private final Consumer<Detection> out;
  private final Consumer<DriftReading> readings;
  private final TreeMap<String, DriftState> states = new TreeMap<>();

  /** Which models and classes have a day to close, by its end: as the job sets its timers. */
  private final TreeMap<Long, TreeSet<String>> due = new TreeMap<>();

  /** A watch that asks this book, and tells findings and readings. */
  public DriftWatch(Book book, Consumer<Detection> out, Consumer<DriftReading> readings) {
    this.book = book;
    this.out = out;
    this.readings = readings;
  }

  /** Takes a vote. */
  public void vote(DriftVote vote) {
    DriftState state = states.computeIfAbsent(vote.key(), k -> new DriftState());
    closesAt(state.add(vote), vote.key());
  }

  private void closesAt(long end, String key) {
    if (end != Long.MAX_VALUE) {
      due.computeIfAbsent(end, d -> new TreeSet<>()).add(key);
    }
  }

  /** When a day is to be closed next, in ms since 1970; Long.MAX_VALUE when there are no votes. */
  public long nextDue() {
    return due.isEmpty() ? Long.MAX_VALUE : due.firstKey();
  }

  /** Closes the days that end at or before a time, none of whose votes are still to come. */
  public void advance(long mark) {
    while (nextDue() <= mark) {
      Map.Entry<Long, TreeSet<String>> first = due.pollFirstEntry();
      first.getValue().forEach(key -> close(key, first.getKey()));
    }
  }

  private void close(String key, long end) {
    DriftState state = states.get(key);
    if (state == null) {
      return; // forgotten since its vote
    }
    close(key, state, end, book, out, readings);
    if (state.isEmpty()) {
      states.remove(key);
    } else {
      closesAt(DriftState.nextDue(end), key);
    }
  }

  /**
   * Closes a day of one model and class, once.
   *
   * @param key as {@link DriftVote#key}
   * @param due end of the day, in ms since 1970
   */
  public static void close(
      String key,
      DriftState state,
      long due,
      Book book,
      Consumer<Detection> out,
      Consumer<DriftReading> readings) {
    if (!state.close(due)) {
      return;
    }
    long dayAfter = DriftState.day(due);
    int bar = key.lastIndexOf('|');
    Brain brain = book.inForce(due - 1);
    AnomalyModel model = brain.model(key.substring(0, bar));
    DriftReading reading =
        model == null ? null : Drift.read(state, model, key.substring(bar + 1), dayAfter);
    if (reading != null) {
      readings.accept(reading);
    }
    Detection.Mode mode =
        model != null && model == brain.champion() ? Detection.Mode.LIVE : Detection.Mode.SHADOW;
    Detection told = Drift.tell(state, reading, mode, brain.versions());
    if (told != null) {
      out.accept(told);
    }
  }
}
