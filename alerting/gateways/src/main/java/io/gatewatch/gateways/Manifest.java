package io.gatewatch.gateways;

import java.time.Duration;

/**
 * What a gateway can do with a limit, so that the controller need not hope.
 *
 * @param gateway its kind, such as haproxy
 * @param nativeExpiry whether a limit ends inside the gateway when nobody is left to end it; where
 *     this is false a second process has to watch
 * @param forgetsOnRestart whether limits have to be given again after a restart or reload
 * @param replacesAtOnce whether no call ever sees half of a whole new set
 * @param typicalLatency from the update to the first call that is judged by it
 * @param smallestWindow a shorter window is kept as its rate
 * @param shortestBetweenChanges more often it does not take changes
 * @param granularity how limits are rounded, in words
 * @param raises whether a raise makes it allow more than base, because it owns the base limit.
 *     Where this is false a raise is taken and told {@code applied} without an effective limit of
 *     ours: the operator's own limits are what holds, and only what we enforced is out of the way
 */
public record Manifest(
    String gateway,
    boolean nativeExpiry,
    boolean forgetsOnRestart,
    boolean replacesAtOnce,
    Duration typicalLatency,
    Duration smallestWindow,
    Duration shortestBetweenChanges,
    String granularity,
    boolean raises) {

  /** What a gateway can do that owns no base limit. */
  public Manifest(
      String gateway,
      boolean nativeExpiry,
      boolean forgetsOnRestart,
      boolean replacesAtOnce,
      Duration typicalLatency,
      Duration smallestWindow,
      Duration shortestBetweenChanges,
      String granularity) {
    this(
        gateway,
        nativeExpiry,
        forgetsOnRestart,
        replacesAtOnce,
        typicalLatency,
        smallestWindow,
        shortestBetweenChanges,
        granularity,
        false);
  }
}
