package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaKey;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Applied;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.gateways.QuotaStatus.Result;
import io.gatewatch.ingest.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one gateway has to keep of all that is in force: its own group's limits, each divided by the
 * nodes that share it. A limit that does not divide evenly keeps its rate over a longer window.
 *
 * <p>A gateway that owns no base limit keeps no raise: there it only takes its operation group out
 * of the same agent's limit on {@code *}, and the operator's own limits are what holds.
 *
 * <p>Where limits do not end by themselves, only what a person granted is kept, unless the operator
 * wants more: nobody's limit shall outlive all of us because automation set it.
 *
 * @param limits what to keep, by slot
 * @param unfit what cannot be kept, by quota key, and why
 * @param left raises that leave the operator's own limits
 */
record Plan(Map<Slot, EffectiveLimit> limits, Map<String, Unfit> unfit, List<QuotaUpdate> left) {
  /** The word for what only a person may set on a gateway where nothing ends by itself. */
  static final String NEEDS_PERSON = "needs_person";

  /**
   * Why a quota is not kept.
   *
   * @param reason one word more; null where the result says it all
   */
  record Unfit(Result result, String reason) {}

  /**
   * What to keep.
   *
   * @param gateway what the gateway can do
   * @param automatic whether cuts by automation are kept where limits do not end by themselves
   */
  static Plan of(Collection<HeldQuota> inForce, Place place, Manifest gateway, boolean automatic) {
    Map<Slot, EffectiveLimit> limits = new LinkedHashMap<>();
    Map<String, Unfit> unfit = new LinkedHashMap<>();
    List<QuotaUpdate> left = new ArrayList<>();
    for (HeldQuota held : inForce) {
      QuotaUpdate update = held.update();
      if (!isOf(place, update)) {
        continue;
      }
      Slot slot = new Slot(update.agentId(), update.scope());
      if (!slot.isEverybodys() && !isVerified(update)) {
        unfit.put(update.key(), new Unfit(Result.REJECTED, null));
      } else if (slot.isEverybodys() && slot.scope().equals(QuotaKey.ALL)) {
        unfit.put(update.key(), new Unfit(Result.UNSUPPORTED, null));
      } else if (held.isRaise() && !gateway.raises()) {
        left.add(update);
      } else if (update.approval() != Approval.GRANTED && !(gateway.nativeExpiry() || automatic)) {
        unfit.put(update.key(), new Unfit(Result.UNSUPPORTED, NEEDS_PERSON));
      } else {
        limits.put(slot, limit(slot, held, place.nodes()));
      }
    }
    for (QuotaUpdate raise : left) {
      limits.computeIfPresent(
          new Slot(raise.agentId(), QuotaKey.ALL), (slot, limit) -> limit.sparing(raise.scope()));
    }
    return new Plan(limits, unfit, left);
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

  private static EffectiveLimit limit(Slot slot, HeldQuota held, int liveNodes) {
    QuotaUpdate update = held.update();
    Applied limit = update.limit();
    int nodes = "node".equals(limit.per()) ? 1 : liveNodes;
    boolean even = limit.requests() % nodes == 0;
    return new EffectiveLimit(
        slot,
        update.scope().equals(QuotaKey.ALL) ? update.except() : List.of(),
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
