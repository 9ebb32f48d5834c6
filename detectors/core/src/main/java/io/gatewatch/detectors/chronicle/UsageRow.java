package io.gatewatch.detectors.chronicle;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.Entity;
import io.gatewatch.features.usage.UsageHour;
import io.gatewatch.features.usage.Use;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a principal did in one hour: a row of {@code gatewatch.usage}, keyed by principal and hour.
 *
 * @param hour its beginning
 * @param use all of it
 * @param groups by operation group: the first 16 of the hour (of a source 4)
 * @param other all further operation groups; null when there were none
 */
public record UsageRow(
    int schema,
    Instant hour,
    String tenant,
    String group,
    Entity entity,
    Use use,
    SortedMap<String, Use> groups,
    Use other) {

  /** The topic. */
  public static final String TOPIC = "gatewatch.usage";

  public UsageRow {
    requireNonNull(hour, "hour");
    requireNonNull(tenant, "tenant");
    requireNonNull(group, "group");
    requireNonNull(entity, "entity");
    requireNonNull(use, "use");
    groups = Collections.unmodifiableSortedMap(new TreeMap<>(groups));
  }

  /** The row of an hour. */
  public static UsageRow of(UsageHour hour) {
    return new UsageRow(
        1,
        Instant.ofEpochMilli(hour.hour() * UsageHour.MILLIS),
        hour.who().tenant(),
        hour.who().group(),
        Entity.of(hour.who()),
        hour.all(),
        hour.groups(),
        hour.other());
  }

  /** The record's key: principal/hour, the hour as in 2026-01-07T11Z. */
  public String key() {
    return entity.key()
        + "/"
        + DetectionCodec.format(hour).substring(0, "2026-01-07T11".length())
        + "Z";
  }
}
