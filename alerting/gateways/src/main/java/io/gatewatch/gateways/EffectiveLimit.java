package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * A limit as one node of a gateway has to keep it.
 *
 * @param slot whose, and on what; the agent {@code *} is everybody together
 * @param except operation groups, as globs, that it neither covers nor counts; empty unless the
 *     scope is {@code *}
 * @param blocked whether nothing passes at all; then the numbers do not matter
 * @param requests admitted calls, in one window, on this node
 * @param windowSeconds length of the window
 * @param burst calls that may come at once on top of an even pace
 * @param until epoch seconds: it ends then, whatever happens
 * @param since epoch milliseconds from which it has been in force without a gap; its burst has to
 *     be saved up from then on
 * @param quotaId the reference that a refused caller is told
 * @param epoch and {@code version}: what is higher is newer
 */
public record EffectiveLimit(
    Slot slot,
    List<String> except,
    boolean blocked,
    int requests,
    int windowSeconds,
    int burst,
    long until,
    long since,
    String quotaId,
    long epoch,
    long version) {
  public EffectiveLimit {
    requireNonNull(slot, "slot");
    requireNonNull(quotaId, "quotaId");
    except = List.copyOf(except);
    if (requests < 1 || windowSeconds < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "requests, windowSeconds, burst: %d, %d, %d (expected: 1 or more)"
              .formatted(requests, windowSeconds, burst));
    }
  }

  /** The same, leaving out one operation group more. */
  EffectiveLimit sparing(String scope) {
    List<String> more = new ArrayList<>(except);
    more.add(scope);
    return with(more, since);
  }

  /** The same, in force since another moment. */
  EffectiveLimit since(long epochMillis) {
    return with(except, epochMillis);
  }

  private EffectiveLimit with(List<String> spared, long epochMillis) {
    return new EffectiveLimit(
        slot,
        spared,
        blocked,
        requests,
        windowSeconds,
        burst,
        until,
        epochMillis,
        quotaId,
        epoch,
        version);
  }
}
