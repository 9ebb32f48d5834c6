package io.gatewatch.models.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How many alert episodes ordinary rows would make at any threshold. An episode is an agent's
 * minutes at or above it; an hour without one ends it. One that goes on counts again each hour that
 * it lasts, or a model that calls everything unusual would make one episode an agent, however long.
 *
 * <p>From the highest score down each row opens an episode, prolongs one, or joins two. What a row
 * changes depends on its own agent alone, so it is worked out once, and agents may then be redrawn.
 */
final class Episodes {
  static final long APART_MINUTES = 60;
  private static final double HAIR = 1e-9;

  /** From the first to the last minute, standing for so many. */
  private record Episode(long first, long last, double weight) {
    Episode and(Episode other) {
      return new Episode(
          Math.min(first, other.first), Math.max(last, other.last), Math.max(weight, other.weight));
    }

    /** Once, and again for each hour begun after the first. */
    double count() {
      long hours = (last - first + APART_MINUTES - 1) / APART_MINUTES;
      return weight * Math.max(1, hours);
    }
  }

  private final double[] scores;
  private final double[] changes;
  private final int[] agents;

  /** Of the ordinary ones among rows. */
  Episodes(List<ScoredRow> rows, Agents numbers) {
    this(rows, numbers, ScoredRow::ordinary);
  }

  /** Of those among rows that are taken for ordinary. */
  Episodes(List<ScoredRow> rows, Agents numbers, Predicate<ScoredRow> ordinary) {
    List<ScoredRow> sorted =
        new ArrayList<>(rows.stream().filter(r -> ordinary.test(r) && r.judged()).toList());
    sorted.sort(
        Comparator.comparingDouble(ScoredRow::score).reversed().thenComparing(r -> r.row().time()));
    Map<String, TreeMap<Long, Episode>> byAgent = new HashMap<>();
    List<ScoredRow> kept = new ArrayList<>();
    List<Double> changed = new ArrayList<>();
    for (ScoredRow row : sorted) {
      double change = add(byAgent.computeIfAbsent(row.row().agent(), a -> new TreeMap<>()), row);
      if (change != 0) {
        kept.add(row);
        changed.add(change);
      }
    }
    scores = kept.stream().mapToDouble(ScoredRow::score).toArray();
    agents = kept.stream().mapToInt(numbers::of).toArray();
    changes = changed.stream().mapToDouble(c -> c).toArray();
  }

  private static double add(NavigableMap<Long, Episode> own, ScoredRow row) {
    long minute = row.minute();
    Episode episode = new Episode(minute, minute, row.weight());
    double before = 0;
    Map.Entry<Long, Episode> earlier = own.floorEntry(minute);
    if (earlier != null && minute - earlier.getValue().last() <= APART_MINUTES) {
      before += earlier.getValue().count();
      episode = episode.and(own.remove(earlier.getKey()));
    }
    Map.Entry<Long, Episode> later = own.higherEntry(minute);
    if (later != null && later.getKey() - minute <= APART_MINUTES) {
      before += later.getValue().count();
      episode = episode.and(own.remove(later.getKey()));
    }
    own.put(episode.first(), episode);
    return episode.count() - before;
  }

  /** Whether there is no ordinary row: then no threshold can be told. */
  boolean none() {
    return scores.length == 0;
  }

  /** Episodes at a threshold. */
  double at(double threshold, int[] times) {
    double count = 0;
    for (int i = 0; i < scores.length && scores[i] >= threshold; i++) {
      count += changes[i] * times[agents[i]];
    }
    return count;
  }

  /**
   * The lowest threshold down to which there are no more episodes than allowed. Further down
   * minutes may join and their episodes be fewer again: that is not looked for. Minus infinity when
   * all rows together make no more.
   */
  double threshold(double allowed, int[] times) {
    double count = 0;
    for (int i = 0; i < scores.length; i++) {
      count += changes[i] * times[agents[i]];
      boolean last = i == scores.length - 1 || scores[i + 1] < scores[i];
      if (last && count > allowed + HAIR) {
        return Math.nextUp(scores[i]);
      }
    }
    return Double.NEGATIVE_INFINITY;
  }
}
