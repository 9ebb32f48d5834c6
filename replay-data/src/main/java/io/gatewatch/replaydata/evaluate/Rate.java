package io.gatewatch.replaydata.evaluate;

import io.gatewatch.models.evaluation.Intervals;

/**
 * A count as a rate, with the 95 % interval of a Poisson count.
 *
 * @param perDay null when no day counts
 * @param low of perDay
 * @param high of perDay
 * @param perThousandAgents a day and 1,000 agents; null when no day or no agent counts
 */
public record Rate(long count, Double perDay, Double low, Double high, Double perThousandAgents) {

  static Rate of(long count, double days, double agentDays) {
    if (days <= 0) {
      return new Rate(count, null, null, null, null);
    }
    Intervals.Interval interval = Intervals.poisson(count);
    return new Rate(
        count,
        Numbers.rounded(count / days),
        Numbers.rounded(interval.low() / days),
        Numbers.rounded(interval.high() / days),
        agentDays <= 0 ? null : Numbers.rounded(1000 * count / agentDays));
  }
}
