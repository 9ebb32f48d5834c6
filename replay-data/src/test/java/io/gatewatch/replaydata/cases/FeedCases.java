package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.START;

import io.gatewatch.ingest.CallField;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import io.gatewatch.ingest.LogEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What came in from a gateway, a report a minute. */
final class FeedCases {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int DAY = 24 * 60;
  private static final Feed KONG = new Feed("bank", "edge", "kong", "");

  private FeedCases() {}

  static void into(MadeCases all) {
    all.add("telemetry-gap/dies-at-noon", () -> reports(8 * DAY + 12 * 60 + 30, 8 * DAY + 12 * 60));
    all.add("telemetry-gap/closing-time", () -> reports(9 * DAY, Integer.MAX_VALUE));
  }

  /** Reports of so many minutes: lines from eight to six, until the gateway dies. */
  private static List<LogEntry> reports(int minutes, int dies) {
    List<LogEntry> reports = new ArrayList<>();
    Instant from = START;
    for (int minute = 0; minute < minutes; minute++) {
      int ofDay = minute % DAY;
      boolean open = ofDay >= 8 * 60 && ofDay < 18 * 60;
      int lines = open && minute < dies ? 40 + 7 * (minute % 6) : 0;
      Instant to = from.plus(MINUTE);
      reports.add(new FeedReport("collector-1", from, to, lines == 0 ? List.of() : count(lines)));
      from = to;
    }
    return reports;
  }

  private static List<FeedCount> count(long lines) {
    TreeMap<String, Long> filled = new TreeMap<>();
    for (CallField field : CallField.values()) {
      filled.put(field.wireName(), 0L);
    }
    filled.put(CallField.AGENT.wireName(), lines);
    filled.put(CallField.SOURCE_ADDRESS.wireName(), lines);
    return List.of(new FeedCount(KONG, lines, 1_000 * lines, 0, 0, 0, new TreeMap<>(), filled));
  }
}
