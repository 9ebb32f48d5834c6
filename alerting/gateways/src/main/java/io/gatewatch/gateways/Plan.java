package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaKey;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Applied;
import io.gatewatch.gateways.QuotaStatus.Result;
import io.gatewatch.ingest.Principal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one gateway has to keep of all that is in force: its own group's limits, each divided by the
 * nodes that share it. A limit that does not divide evenly keeps its rate over a longer window.
 *
 * @param limits what to keep, by slot
 * @param unfit what cannot be kept, by quota key, and why
 */
record Plan(Map<Slot, EffectiveLimit> limits, Map<String, Result> unfit) {

  static Plan of(Collection<HeldQuota> inForce, Place place) {
    Map<Slot, EffectiveLimit> limits = new LinkedHashMap<>();
    Map<String, Result> unfit = new LinkedHashMap<>();
    for (HeldQuota held : inForce) {
      QuotaUpdate update = held.update();
      if (!isOf(place, update)) {
        continue;
      }
      if (!isVerified(update)) {
        unfit.put(update.key(), Result.REJECTED);
      } else if (update.agentId().equals(QuotaKey.ALL)) {
        unfit.put(update.key(), Result.UNSUPPORTED);
      } else {
        EffectiveLimit limit = limit(held, place.nodes());
        limits.put(limit.slot(), limit);
      }
    }
    return new Plan(limits, unfit);
  }

  /** Whether a quota is of this gateway: its key, which is signed, has to say so. */
  static boolean isOf(Place place, QuotaUpdate update) {
    return update.agentId() != null
        && update.scope() != null
        && new Slot(update.agentId(), update.scope())
            .quotaKey(place.tenant(), place.group())
            .equals(update.key());
  }

  /** Nobody is cut by a name that he has not proven. */
  private static boolean isVerified(QuotaUpdate update) {
    return update.identity() != null
        && update.identity().assurance() == Principal.Assurance.VERIFIED;
  }

  private static EffectiveLimit limit(HeldQuota held, int liveNodes) {
    QuotaUpdate update = held.update();
    Applied limit = update.limit();
    int nodes = "node".equals(limit.per()) ? 1 : liveNodes;
    boolean even = limit.requests() % nodes == 0;
    return new EffectiveLimit(
        new Slot(update.agentId(), update.scope()),
        update.scope().equals(QuotaKey.ALL) ? update.except() : java.util.List.of(),
        update.action() == Action.BLOCK,
        Math.max(1, even ? limit.requests() / nodes : limit.requests()),
        Math.max(1, even ? limit.windowSeconds() : limit.windowSeconds() * nodes),
        Math.max(1, limit.burst() / nodes),
        held.until().getEpochSecond(),
        0,
        update.quotaId(),
        update.controllerEpoch(),
        update.version());
  }
}
