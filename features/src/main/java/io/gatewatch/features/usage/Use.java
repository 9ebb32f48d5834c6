package io.gatewatch.features.usage;

import io.gatewatch.features.UsageHistogram;
import java.util.List;

/**
 * Calls within an hour. A 429 counts as {@code throttled} and as nothing else, so {@code calls} =
 * {@code good} + {@code refused} + {@code failed}.
 *
 * @param calls all but those answered 429
 * @param good answered below 400
 * @param refused answered 4xx, but not 429
 * @param failed answered 5xx
 * @param throttled answered 429
 * @param bytesOut size of the answers, as far as the gateway tells it
 * @param callsPerMinute the hour's 60 minutes by {@code calls} a minute, see {@link
 *     UsageHistogram}; bins behind the last that holds a minute are left out
 */
public record Use(
    long calls,
    long good,
    long refused,
    long failed,
    long throttled,
    long bytesOut,
    List<Integer> callsPerMinute) {
  public Use {
    if (calls != good + refused + failed) {
      throw new IllegalArgumentException(
          "calls: " + calls + " (expected: good + refused + failed)");
    }
    callsPerMinute = List.copyOf(callsPerMinute);
    if (callsPerMinute.size() > UsageHistogram.BINS) {
      throw new IllegalArgumentException(
          "callsPerMinute: " + callsPerMinute.size() + " bins (expected: 32 at most)");
    }
  }
}
