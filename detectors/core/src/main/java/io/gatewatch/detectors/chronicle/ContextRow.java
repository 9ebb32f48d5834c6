package io.gatewatch.detectors.chronicle;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Rounds;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What peers or a service did: a row of {@code gatewatch.context}, keyed by view and round.
 *
 * @param time end of the round
 * @param view the name of the cohort or service
 * @param votes of the round
 * @param lastMinute votes of the last six rounds, this one included: a principal has one in each
 * @param usual share of 5xx that is usual, 0..1; for log-ins the callers turned away in a usual
 *     round, for probers the networks of late
 * @param degradedSince beginning of the round since which it has been degraded; null while it is
 *     healthy
 */
public record ContextRow(
    int schema,
    Instant time,
    String tenant,
    String group,
    View.Kind kind,
    String view,
    Votes votes,
    Votes lastMinute,
    double usual,
    Instant degradedSince) {

  /** The topic. */
  public static final String TOPIC = "gatewatch.context";

  private static final double MILLION = 1e6;

  /**
   * What principals did to a view, in whole numbers.
   *
   * @param principals how many touched it
   * @param failing how many of them saw at least half of their calls fail with 5xx; of log-ins, how
   *     many were turned away
   * @param elevated how many of them were busier than their own 99th percentile
   * @param calls clipped to 600 a principal and round
   * @param serverErrors answers 5xx, likewise
   * @param medianCalls the median principal's calls a minute: the upper edge of its bin
   */
  public record Votes(
      int principals,
      int failing,
      int elevated,
      long calls,
      long serverErrors,
      double medianCalls) {
    static Votes of(Tally tally) {
      return new Votes(
          tally.principals(),
          tally.failing(),
          tally.elevated(),
          tally.calls(),
          tally.serverErrors(),
          Math.round(100 * tally.rateQuantile(0.5)) / 100.0);
    }
  }

  public ContextRow {
    requireNonNull(time, "time");
    requireNonNull(kind, "kind");
    requireNonNull(view, "view");
    requireNonNull(votes, "votes");
    requireNonNull(lastMinute, "lastMinute");
  }

  static ContextRow of(ContextEntry entry) {
    String[] where = entry.view().where().split("/", 2);
    return new ContextRow(
        1,
        Instant.ofEpochMilli(Rounds.end(entry.round())),
        decode(where[0]),
        decode(where[1]),
        entry.view().kind(),
        entry.view().id(),
        Votes.of(entry.tally()),
        Votes.of(entry.lastMinute()),
        Math.round(MILLION * entry.usualErrorShare()) / MILLION,
        entry.degraded() ? Instant.ofEpochMilli(entry.degradedSince() * Rounds.MILLIS) : null);
  }

  private static String decode(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }
}
