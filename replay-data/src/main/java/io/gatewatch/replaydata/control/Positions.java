package io.gatewatch.replaydata.control;

import io.gatewatch.collector.ControlDesk;
import io.gatewatch.features.Rounds;

/** From when a control record counts. */
public final class Positions {
  private static final int WHOLE_ROUNDS_BETWEEN = 2;

  private Positions() {}

  /**
   * The start of the round that has two whole rounds between it and a Clock: no re-run after a
   * crash can have passed it. Both in ms since 1970.
   */
  public static long ahead(long clockMillis) {
    return Rounds.end(Rounds.of(clockMillis) + WHOLE_ROUNDS_BETWEEN);
  }

  /** A desk that publishes at such positions. */
  public static ControlDesk desk(String broker) {
    return new ControlDesk(broker, Positions::ahead);
  }
}
