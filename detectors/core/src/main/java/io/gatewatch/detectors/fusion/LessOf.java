package io.gatewatch.detectors.fusion;

import io.gatewatch.features.evidence.StreamReading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How much less an agent would have had to do: first of one thing in its last window, loudest
 * first; then of several; then all the while that evidence was gathered, spread evenly, if that
 * began in this hour: what was usual in others is not known here. Each is the largest amount that
 * was tried and kept it quiet. Fewer can only be quieter: evidence grows with hits.
 */
public final class LessOf {
  /** Of several things at once, amounts are tried in so many steps. */
  private static final int STEPS = 64;

  private static final int MOST_NAMED = 4;
  private static final long HOUR_MILLIS = 3_600_000;

  /** What is supposed to have been less. */
  private enum Span {
    LAST,
    ALL;

    StreamReading change(StreamReading reading, double hits) {
      return this == LAST ? reading.withLast(hits) : reading.withAll(hits);
    }

    double hits(StreamReading reading, long time) {
      boolean thisHour =
          Math.floorDiv(reading.since(), HOUR_MILLIS) == Math.floorDiv(time, HOUR_MILLIS);
      boolean known = reading.stake() != null && thisHour;
      return this == LAST ? reading.lastHits() : known ? reading.hits() : 0;
    }
  }

  private final List<StreamReading> loudest;
  private final Predicate<List<StreamReading>> quiet;
  private final long time;

  private LessOf(List<StreamReading> loudest, Predicate<List<StreamReading>> quiet, long time) {
    this.loudest = loudest;
    this.quiet = quiet;
    this.time = time;
  }

  /**
   * In words; null when nothing of that kind keeps it quiet.
   *
   * @param quiet whether such readings are told to nobody
   */
  public static String words(
      List<StreamReading> loudest, Predicate<List<StreamReading>> quiet, long time) {
    LessOf less = new LessOf(loudest, quiet, time);
    String last = less.of(Span.LAST);
    return last != null ? last : less.of(Span.ALL);
  }

  private String of(Span span) {
    List<Integer> able = new ArrayList<>();
    for (int i = 0; i < loudest.size(); i++) {
      if (hits(span, i) >= 1) {
        able.add(i);
      }
    }
    for (int i : able) {
      if (isQuiet(span, List.of(i), 0)) {
        return words(span, List.of(i), most(span, List.of(i), (int) hits(span, i)));
      }
    }
    for (int n = 2; n <= Math.min(MOST_NAMED, able.size()); n++) {
      if (isQuiet(span, able.subList(0, n), 0)) {
        List<Integer> these = able.subList(0, n);
        return words(span, these, most(span, these, STEPS));
      }
    }
    return null;
  }

  /** The largest share of what was seen, in steps, that is quiet. */
  private double most(Span span, List<Integer> which, int steps) {
    int low = 0;
    int high = steps;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (isQuiet(span, which, (double) middle / steps)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (double) low / steps;
  }

  private boolean isQuiet(Span span, List<Integer> which, double share) {
    List<StreamReading> other = new ArrayList<>(loudest);
    for (int i : which) {
      other.set(i, span.change(loudest.get(i), amount(span, i, share)));
    }
    return quiet.test(Collections.unmodifiableList(other));
  }

  private double hits(Span span, int i) {
    return span.hits(loudest.get(i), time);
  }

  private double amount(Span span, int i, double share) {
    return Math.floor(share * hits(span, i) + 1e-9);
  }

  private String words(Span span, List<Integer> which, double share) {
    StringBuilder out = new StringBuilder("quiet at ");
    for (int i : which) {
      StreamReading reading = loudest.get(i);
      out.append(i == which.get(0) ? "" : " and ")
          .append(String.format(Locale.ROOT, "%.0f ", amount(span, i, share)))
          .append(reading.stream().unit())
          .append(span == Span.LAST ? last(reading) : all(reading));
    }
    return out.append(" or fewer").toString();
  }

  private static String last(StreamReading reading) {
    return reading.stream().isCount() ? " in its last minute" : " in its last 10 s";
  }

  private String all(StreamReading reading) {
    long minutes = Math.max(1, Math.round((time - reading.since()) / 60_000.0));
    return " spread over " + minutes + " min";
  }
}
