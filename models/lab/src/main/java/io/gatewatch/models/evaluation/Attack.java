package io.gatewatch.models.evaluation;

import io.gatewatch.models.training.TrainingRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** One attack by its event id: all its rows, whoever they are of, and what finds it when. */
final class Attack {
  private final String event;
  private final ScoredRow first;
  private final int agent;
  private final int rows;
  private final Double rulesSeconds;
  // Scores that are higher than all before them, and when they come.
  private final List<ScoredRow> rising = new ArrayList<>();

  private Attack(String event, List<ScoredRow> own, Agents numbers) {
    this.event = event;
    this.first = own.get(0);
    this.agent = numbers.of(first);
    Double told = null;
    int counted = 0;
    for (ScoredRow row : own) {
      if (told == null && row.row().told() == TrainingRow.Told.LOUD) {
        told = secondsTo(row);
      }
      if (row.attack()) {
        counted++;
        if (rising.isEmpty() || row.score() > best()) {
          rising.add(row);
        }
      }
    }
    this.rulesSeconds = told;
    this.rows = counted;
  }

  /** All that rows tell of, in the order of their beginnings, those that do not count too. */
  static List<Attack> of(List<ScoredRow> scored, Agents numbers) {
    TreeMap<String, List<ScoredRow>> byEvent = new TreeMap<>();
    for (ScoredRow row : scored) {
      if (!row.row().ordinary()) {
        byEvent.computeIfAbsent(event(row.row()), e -> new ArrayList<>()).add(row);
      }
    }
    List<Attack> attacks = new ArrayList<>();
    byEvent.forEach(
        (event, own) -> {
          own.sort(
              Comparator.comparing((ScoredRow r) -> r.row().time())
                  .thenComparing(r -> r.row().agent()));
          attacks.add(new Attack(event, own, numbers));
        });
    attacks.sort(Comparator.comparing(a -> a.first.row().time()));
    return attacks;
  }

  private static String event(TrainingRow row) {
    return row.event() == null ? row.label() + " of " + row.agent() : row.event();
  }

  /** Whether any of its rows counts. */
  boolean counts() {
    return rows > 0;
  }

  boolean judged() {
    return counts() && best() > Double.NEGATIVE_INFINITY;
  }

  String event() {
    return event;
  }

  String category() {
    return first.row().label();
  }

  TrainingRow first() {
    return first.row();
  }

  int agent() {
    return agent;
  }

  double weight() {
    return first.weight();
  }

  Instant from() {
    return first.row().time();
  }

  int rows() {
    return rows;
  }

  /** Highest score of its rows. */
  double best() {
    return rising.get(rising.size() - 1).score();
  }

  boolean found(double threshold) {
    return best() >= threshold && best() > Double.NEGATIVE_INFINITY;
  }

  /** From its first row to the first at or above a threshold; null when there is none. */
  Double seconds(double threshold) {
    return found(threshold)
        ? rising.stream().filter(r -> r.score() >= threshold).findFirst().map(this::secondsTo).get()
        : null;
  }

  boolean foundByRules() {
    return rulesSeconds != null;
  }

  /** From its first row to the first that rules told loudly of; null when there is none. */
  Double rulesSeconds() {
    return rulesSeconds;
  }

  private double secondsTo(ScoredRow row) {
    return Duration.between(from(), row.row().time()).toMillis() / 1000.0;
  }
}
