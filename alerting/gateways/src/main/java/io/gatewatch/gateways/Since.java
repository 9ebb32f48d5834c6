package io.gatewatch.gateways;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Since when each slot has had a limit without a gap, in epoch milliseconds. */
final class Since {
  private final Map<Slot, Long> since = new HashMap<>();

  /** A reader that starts takes over what an earlier one had put in force. */
  void takeOver(Collection<EffectiveLimit> found, Instant now) {
    for (EffectiveLimit there : found) {
      if (there.until() > now.getEpochSecond()) {
        since.put(there.slot(), there.since());
      }
    }
  }

  /** The limits with the time since which their slots have one; the slots of others have none. */
  Map<Slot, EffectiveLimit> date(Map<Slot, EffectiveLimit> limits, Instant now) {
    since.keySet().retainAll(limits.keySet());
    Map<Slot, EffectiveLimit> whole = new LinkedHashMap<>();
    limits.forEach(
        (slot, limit) ->
            whole.put(slot, limit.since(since.computeIfAbsent(slot, fresh -> now.toEpochMilli()))));
    return whole;
  }
}
