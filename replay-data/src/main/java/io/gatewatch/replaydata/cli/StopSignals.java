package io.gatewatch.replaydata.cli;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jline.utils.Signals;

/** Ctrl-C and its like, for commands that run until then. */
final class StopSignals {
  private StopSignals() {}

  /**
   * A latch that the next INT, TERM or HUP opens. Not in a shutdown hook, where the engines' own
   * hooks would pull their files away from under the savepoint.
   */
  static CountDownLatch awaited() {
    CountDownLatch stopAsked = new CountDownLatch(1);
    for (String signal : List.of("INT", "TERM", "HUP")) {
      Signals.register(signal, stopAsked::countDown);
    }
    return stopAsked;
  }
}
