package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.DAY;
import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.agent;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import io.gatewatch.ingest.LogEntry;
import java.util.List;

/** Traffic that is unlike what the model that ships was made of, for days. */
final class DriftCases {
  private DriftCases() {}

  static void into(MadeCases all) {
    all.add("model-drift/other-traffic", () -> hourly(8));
    all.add("model-drift/first-week", () -> hourly(7));
  }

  /** Three apps that look once an hour and never more, into the night after so many days. */
  private static List<LogEntry> hourly(int days) {
    double until = days * DAY + 2 * HOUR;
    return together(
        agent("one").every(HOUR, 600, until),
        agent("two").every(HOUR, 1_500, until),
        agent("three").every(HOUR, 2_400, until));
  }
}
