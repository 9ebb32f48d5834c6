package io.gatewatch.replaydata.generate;

import java.util.Iterator;
import java.util.stream.LongStream;

/** A monitor: the health endpoints, on the beat, every 30 to 60 s. */
final class MonitorHabit implements Habit {
  @Override
  public void sessions(Agent agent, Hour hour, Draw draw, Plan plan) {
    long beat = 30_000 + 5_000 * Math.floorMod(agent.key() >>> 9, 7L);
    long phase = Math.floorMod(agent.key() >>> 17, beat);
    long from = Math.max(hour.start(), agent.bornAt());
    long first = Math.floorDiv(from - phase + beat - 1, beat) * beat + phase;
    long end = hour.start() + Hour.MILLIS;
    if (first < end) {
      plan.session(first, d -> beats(first, end, beat));
    }
  }

  private static Iterator<Step> beats(long first, long end, long beat) {
    return LongStream.iterate(first, t -> t < end, t -> t + beat)
        .boxed()
        .<Step>mapMulti(
            (moment, next) -> {
              next.accept(Step.of(Endpoint.HEALTH).notBefore(moment));
              next.accept(Step.of(Endpoint.READY));
            })
        .iterator();
  }
}
