package io.gatewatch.replaydata.generate;

import java.time.Instant;
import java.util.Comparator;

/**
 * A harmless surprise in the traffic.
 *
 * @param kind outage, deploy, client_rewrite, address_change, onboarding, growth, backfill,
 *     month_end, flash_crowd, clock_change or scanning
 * @param entity whom it concerns; null when everybody
 */
public record BenignEvent(String kind, Instant from, Instant to, LabelEntity entity) {
  static final Comparator<BenignEvent> ORDER =
      Comparator.comparing(BenignEvent::from)
          .thenComparing(BenignEvent::kind)
          .thenComparing(e -> e.entity() == null ? "" : e.entity().id());

  static BenignEvent of(String kind, long from, long to, String entityKind, String entityId) {
    LabelEntity entity =
        entityKind == null ? null : new LabelEntity(entityKind, entityId, entityId);
    return new BenignEvent(kind, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), entity);
  }

  static BenignEvent of(Agent agent, String kind, long from, long to) {
    return new BenignEvent(
        kind, Instant.ofEpochMilli(from), Instant.ofEpochMilli(to), LabelEntity.of(agent));
  }

  long fromMillis() {
    return from.toEpochMilli();
  }

  long toMillis() {
    return to.toEpochMilli();
  }
}
