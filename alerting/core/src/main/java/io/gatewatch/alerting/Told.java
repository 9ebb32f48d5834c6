package io.gatewatch.alerting;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.gatewatch.alerting.desk.WindowNotice;
import io.gatewatch.alerting.usage.UsageBook;
import io.gatewatch.detectors.chronicle.UsageRow;
import java.time.Instant;
import java.util.Comparator;

/**
 * One thing that the governor is told: exactly one of the six is not null.
 *
 * @param at event time from which it counts: in the tick in which it lies, or in the first that is
 *     still open
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Told(
    Instant at,
    UsageRow usage,
    ServiceHealth health,
    Act act,
    QuotaGrounds grounds,
    AnalystVerdict verdict,
    WindowNotice notice) {

  /** The order inside a tick: arrival cannot show. Facts first, then people, then detectors. */
  static final Comparator<Told> ORDER =
      Comparator.comparingInt(Told::rank)
          .thenComparing(Told::at)
          .thenComparingLong(Told::place)
          .thenComparing(Told::id)
          .thenComparingInt(Told::version);

  public Told {
    requireNonNull(at, "at");
    int given = count(usage) + count(health) + count(act) + count(grounds);
    given += count(verdict) + count(notice);
    if (given != 1) {
      throw new IllegalArgumentException("told: " + given + " things (expected: 1)");
    }
  }

  /** What an alert version means for quotas. */
  public static Told of(QuotaGrounds grounds) {
    return new Told(grounds.time(), null, null, null, grounds, null, null);
  }

  /** What an hour of use was. */
  public static Told of(UsageRow row) {
    return new Told(
        row.hour().plusMillis(UsageBook.HEARD_AFTER_MILLIS), row, null, null, null, null, null);
  }

  /** How a service is. */
  public static Told of(ServiceHealth health) {
    return new Told(health.time(), null, health, null, null, null, null);
  }

  /**
   * What a person says.
   *
   * @param at its own time, or that of the governor's Clock where this is behind
   */
  public static Told of(Act act, Instant at) {
    return new Told(at, null, null, act, null, null, null);
  }

  /** What an analyst says; it counts from its own time on. */
  public static Told of(AnalystVerdict verdict) {
    return new Told(verdict.effectiveFrom(), null, null, null, null, verdict, null);
  }

  /**
   * That a maintenance window or a snooze was set: for the audit alone.
   *
   * @param at its own time, or that of the governor's Clock where this is behind
   */
  public static Told of(WindowNotice notice, Instant at) {
    return new Told(at, null, null, null, null, null, notice);
  }

  /** Tells it from others that wait, also as the end of a store's key. */
  public String key() {
    return rank() + "/" + id() + "/" + version();
  }

  private int rank() {
    if (usage != null) {
      return 0;
    }
    return health != null ? 1 : act != null || verdict != null || notice != null ? 2 : 3;
  }

  private String id() {
    if (usage != null) {
      return usage.key();
    }
    if (verdict != null) {
      return verdict.id();
    }
    if (notice != null) {
      return notice.noticeId();
    }
    return health != null ? health.alertId() : act != null ? act.actId() : grounds.alertId();
  }

  private long place() {
    return verdict == null ? 0 : verdict.place();
  }

  private int version() {
    return health != null ? health.version() : grounds != null ? grounds.version() : 0;
  }

  private static int count(Object part) {
    return part == null ? 0 : 1;
  }
}
