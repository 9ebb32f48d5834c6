package io.gatewatch.replaydata.cli;

import io.gatewatch.replaydata.replay.Counted;
import io.gatewatch.replaydata.replay.RunFigures;
import io.gatewatch.replaydata.replay.VerdictTally;
import java.io.PrintWriter;
import java.nio.file.Path;

/** What a replay came to, in a line; and a line on what was given to it and led to nothing. */
final class ReplayEnd {
  private static final int MOST_NAMED = 3;

  private ReplayEnd() {}

  static void tell(RunFigures figures, Path out, PrintWriter to) {
    to.printf(
        "%s, %s, %s, %s; see %s%n",
        Counted.of(figures.calls(), "call"),
        Counted.of(figures.rejects(), "reject"),
        Counted.of(figures.alerts(), "alert"),
        Counted.of(figures.quotaRows(), "quota update"),
        out.resolve("report.html"));
  }

  /**
   * Refuses input of which nothing could be read.
   *
   * @param span whether only calls of a time were asked for
   * @return a line on input of which nothing was wanted; null where something was
   */
  static String nothing(RunFigures figures, String format, boolean span) {
    if (figures.lines() == 0) {
      throw Failure.input("no line in the input: nothing was replayed");
    }
    if (figures.rejects() == figures.lines()) {
      throw Failure.input(
          (figures.lines() == 1 ? "the one line was" : "all " + figures.lines() + " lines were")
              + " rejected: is --format "
              + format
              + " right? 'gatewatch doctor' with the same --format and --input says why");
    }
    return figures.calls() == 0 && span ? "no call lies in the time asked for" : null;
  }

  /** A line on verdicts about nobody who called; null for none. */
  static String unmet(VerdictTally verdicts) {
    int unmet = verdicts.read() - verdicts.met();
    if (unmet == 0) {
      return null;
    }
    String named =
        String.join(
            ", ", verdicts.missing().subList(0, Math.min(MOST_NAMED, verdicts.missing().size())));
    return unmet
        + " of "
        + Counted.of(verdicts.read(), "verdict")
        + " changed nothing: the principal never occurs in the input ("
        + named
        + (verdicts.missing().size() > MOST_NAMED ? ", …)" : ")");
  }
}
