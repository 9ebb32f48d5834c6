package io.gatewatch.replaydata.evaluate;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something harmless that is known to have happened.
 *
 * @param kind such as outage, deploy, onboarding, month_end or flash_crowd
 * @param entityKind agent, source or service; null when it concerns everybody
 * @param entityId null when it concerns everybody
 */
public record KnownEvent(
    String kind, String entityKind, String entityId, Instant from, Instant to) {

  public KnownEvent {
    requireNonNull(kind, "kind");
    requireNonNull(from, "from");
    requireNonNull(to, "to");
  }
}
