package io.gatewatch.gateways.apigee;

import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.gateways.LimitText;
import io.gatewatch.gateways.Slot;
import java.util.Optional;

/**
 * A limit as the value of a custom attribute: {@code limit;until;minutes;key;value}. The policy
 * needs limit (calls in so many minutes, 0 for none at all), until (epoch seconds) and, of the last
 * part, what is spared and the quota's id; the rest is there to be read back. See {@link LimitText}
 * for key and value.
 */
final class AttributeText {
  private static final int SECONDS = 60;

  private AttributeText() {}

  /** Name of the attribute of a slot. */
  static String name(Slot slot) {
    return slot.scope().equals("*")
        ? AppAttributes.NAME
        : AppAttributes.NAME + "." + LimitText.encode(slot.scope());
  }

  static String value(EffectiveLimit limit) {
    return (limit.blocked() ? 0 : limit.requests())
        + ";"
        + limit.until()
        + ";"
        + limit.windowSeconds() / SECONDS
        + ";"
        + LimitText.key(limit.slot())
        + ";"
        + LimitText.value(limit);
  }

  /** Reads one; empty when it is none of ours, or its parts do not say the same. */
  static Optional<EffectiveLimit> read(String name, String value) {
    String[] parts = value.split(";", -1);
    return parts.length != 5
        ? Optional.empty()
        : LimitText.read(parts[3], parts[4])
            .filter(limit -> value(limit).equals(value) && name(limit.slot()).equals(name));
  }

  /**
   * The same limit by the minute, which is what Apigee counts in: whole calls a minute, rounded
   * down; below one a minute, one call in as many minutes as it takes, rounded up.
   */
  static EffectiveLimit byTheMinute(EffectiveLimit limit) {
    long perMinute = (long) limit.requests() * SECONDS / limit.windowSeconds();
    long perCall = (long) SECONDS * limit.requests();
    long minutes = perMinute >= 1 ? 1 : (limit.windowSeconds() + perCall - 1) / perCall;
    return new EffectiveLimit(
        limit.slot(),
        limit.except(),
        limit.blocked(),
        (int) Math.min(Integer.MAX_VALUE, Math.max(1, perMinute)),
        Math.toIntExact(minutes * SECONDS),
        limit.burst(),
        limit.until(),
        limit.since(),
        limit.quotaId(),
        limit.epoch(),
        limit.version());
  }
}
