package io.gatewatch.features.usage;

import static java.util.Objects.requireNonNull;

import io.gatewatch.features.Who;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one principal did in one hour.
 *
 * @param hour hours since 1970-01-01T00:00Z
 * @param all all of it
 * @param groups by operation group: the first of the hour, see {@link HourUse}
 * @param other all further operation groups; null when there were none
 */
public record UsageHour(Who who, long hour, Use all, SortedMap<String, Use> groups, Use other) {

  /** Length of an hour, in milliseconds. */
  public static final long MILLIS = 3_600_000;

  public UsageHour {
    requireNonNull(who, "who");
    requireNonNull(all, "all");
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  /** The hour in which a time lies. */
  public static long of(long epochMillis) {
    return Math.floorDiv(epochMillis, MILLIS);
  }
}
