package io.gatewatch.replaydata.evaluate;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An attack that is known to be in the traffic.
 *
 * @param kind the category that should find it, as on the wire
 * @param variant a way of doing it; null when there is only one
 * @param heldOut true when nobody tuned a detector to it
 * @param entityKind agent, source or service
 * @param entityId whom an alert should name
 * @param networks where it came from besides, as a.b.c.0/24; may be empty
 * @param victimId an agent whose id was abused by others; null without
 * @param from end of its first call
 * @param to end of its last call
 * @param stealth 0 loud … 1 hardly to be seen
 */
public record KnownAttack(
    String id,
    String kind,
    String variant,
    boolean heldOut,
    String entityKind,
    String entityId,
    List<String> networks,
    String victimId,
    Instant from,
    Instant to,
    long calls,
    double stealth) {

  public KnownAttack {
    requireNonNull(id, "id");
    requireNonNull(kind, "kind");
    requireNonNull(entityKind, "entityKind");
    requireNonNull(entityId, "entityId");
    networks = List.copyOf(networks);
    if (to.isBefore(from)) {
      throw new IllegalArgumentException(
          "to: " + to + " (expected: not before from, " + from + ")");
    }
  }

  /** Whether a moment lies in it, or so long before its first or after its last call. */
  boolean isAround(Instant moment, Duration before, Duration after) {
    return !moment.isBefore(from.minus(before)) && !moment.isAfter(to.plus(after));
  }
}
