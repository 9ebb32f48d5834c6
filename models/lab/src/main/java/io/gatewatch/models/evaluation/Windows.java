package io.gatewatch.models.evaluation;

import io.gatewatch.models.training.TrainingRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** Adjacent minutes of an agent, ten at most: about what a person looks at in one go. */
final class Windows {
  private static final int MOST_MINUTES = 10;

  /**
   * A window.
   *
   * @param first minute
   * @param last minute
   * @param best highest score
   * @param attacked whether any of its rows is known as an attack
   */
  record Window(String agent, long first, long last, double best, boolean attacked) {
    private boolean continues(ScoredRow row) {
      return agent.equals(row.row().agent())
          && row.minute() - last <= 1
          && row.minute() - first < MOST_MINUTES;
    }

    private Window with(ScoredRow row) {
      return new Window(
          agent,
          first,
          row.minute(),
          Math.max(best, row.score()),
          attacked || !row.row().ordinary());
    }

    Instant from() {
      return Instant.ofEpochSecond(60 * first);
    }

    Instant to() {
      return Instant.ofEpochSecond(60 * (last + 1));
    }
  }

  private Windows() {}

  /** Nobody was told loudly of it, and the model would not have alerted. */
  static boolean quiet(ScoredRow row, double threshold) {
    return row.row().told() != TrainingRow.Told.LOUD && !(row.score() >= threshold);
  }

  static boolean on(LocalDate day, ScoredRow row) {
    return row.row().time().atZone(ZoneOffset.UTC).toLocalDate().equals(day);
  }

  static List<Window> of(List<ScoredRow> rows, Predicate<ScoredRow> which) {
    List<ScoredRow> sorted = new ArrayList<>(rows.stream().filter(which).toList());
    sorted.sort(
        Comparator.comparing((ScoredRow r) -> r.row().agent()).thenComparing(ScoredRow::minute));
    List<Window> windows = new ArrayList<>();
    Window open = null;
    for (ScoredRow row : sorted) {
      if (open != null && open.continues(row)) {
        open = open.with(row);
        windows.set(windows.size() - 1, open);
      } else {
        open =
            new Window(
                row.row().agent(), row.minute(), row.minute(), row.score(), !row.row().ordinary());
        windows.add(open);
      }
    }
    return windows;
  }
}
