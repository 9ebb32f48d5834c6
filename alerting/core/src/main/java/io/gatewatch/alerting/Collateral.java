package io.gatewatch.alerting;

import io.gatewatch.features.UsageHistogram;
import java.util.List;

/**
 * What a limit would have cost the agent's own usual traffic.
 *
 * @param callsRefused30d calls of the last 30 days (of the agent's history, if shorter) above the
 *     limit, an upper bound: what is known may be of up to 60 days
 * @param share of all calls of that time, 0..1; 0 without history
 */
public record Collateral(long callsRefused30d, double share) {

  /**
   * Σ over histogram bins max(0, c − X) · minutes, where c is a bin's upper edge and X the limit in
   * calls a minute. The histogram is of all the agent's calls, so for one operation group the bound
   * is looser still.
   */
  static Collateral of(List<Integer> callsPerMinute, Limit limit) {
    double calls = UsageHistogram.calls(callsPerMinute);
    if (calls <= 0) {
      return new Collateral(0, 0);
    }
    double refused = UsageHistogram.callsAbove(callsPerMinute, limit.perMinute());
    return new Collateral((long) Math.ceil(refused), Math.round(refused / calls * 10_000) / 1e4);
  }
}
