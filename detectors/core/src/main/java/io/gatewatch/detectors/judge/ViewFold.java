package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.ViewDetector;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.Brain;
import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.RecentContexts;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.View;
import io.gatewatch.features.ViewState;
import io.gatewatch.features.ViewTally;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Merges the tallies of all principals by view, without an engine: the second of the folds of
 * {@link DetectionPipeline}. What a round's end brings goes into the contexts that the judge asks.
 */
final class ViewFold {
  /** One view's state, and the timer set last for it. */
  private static final class Merged {
    final ViewState state = new ViewState();
    long roundEnds = Long.MIN_VALUE;
  }

  private final Map<View, Merged> views = new LinkedHashMap<>();
  private final TreeMap<Long, Set<View>> timers = new TreeMap<>();
  private final RecentContexts contexts = new RecentContexts();
  private final Book book;
  private final Consumer<Detection> out;
  private final Consumer<ChronicleRow> chronicle;

  /**
   * A fold that has seen nothing.
   *
   * @param chronicle null for nobody
   */
  ViewFold(Book book, Consumer<Detection> out, Consumer<ChronicleRow> chronicle) {
    this.book = book;
    this.out = out;
    this.chronicle = chronicle;
  }

  /** What is known of rounds that are complete. */
  RecentContexts contexts() {
    return contexts;
  }

  /** When the first timer is due; {@link Long#MAX_VALUE} when there is none. */
  long nextDue() {
    return timers.isEmpty() ? Long.MAX_VALUE : timers.firstKey();
  }

  void add(ViewTally tally) {
    Merged merged = views.computeIfAbsent(tally.view(), v -> new Merged());
    long due = Rounds.end(tally.round());
    if (merged.state.add(tally) && merged.roundEnds != due) {
      merged.roundEnds = due;
      timers.computeIfAbsent(due, r -> new LinkedHashSet<>()).add(tally.view());
    }
  }

  /** Closes what is due just then. */
  void completeRound(long due) {
    Set<View> open = timers.remove(due);
    if (open != null) {
      open.forEach(v -> close(v, Rounds.of(due - 1)));
    }
  }

  private void close(View view, long round) {
    Merged merged = views.get(view);
    if (merged == null) {
      return;
    }
    merged.roundEnds = merged.roundEnds == Rounds.end(round) ? Long.MIN_VALUE : merged.roundEnds;
    ViewState state = merged.state;
    ContextEntry entry = state.close(round);
    if (state.isOver(Rounds.end(round))) {
      views.remove(view);
    } else if (state.sweepAt() != Long.MAX_VALUE) {
      timers.computeIfAbsent(state.sweepAt(), r -> new LinkedHashSet<>()).add(view);
    }
    if (entry == null) {
      return;
    }
    if (chronicle != null && state.isForTheRecord()) {
      chronicle.accept(ChronicleRow.of(entry));
    }
    contexts.add(entry);
    Brain brain = book.inForce(Rounds.end(round) - 1);
    for (ViewDetector detector : brain.rules().viewDetectors()) {
      Detection detection = detector.inspect(entry, brain.versions());
      if (detection != null) {
        out.accept(detection);
      }
    }
  }
}
