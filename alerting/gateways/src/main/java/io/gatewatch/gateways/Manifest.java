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
 */
public record Manifest(
    String gateway,
    boolean nativeExpiry,
    boolean forgetsOnRestart,
    boolean replacesAtOnce,
    Duration typicalLatency,
    Duration smallestWindow,
    Duration shortestBetweenChanges,
    String granularity) {}
