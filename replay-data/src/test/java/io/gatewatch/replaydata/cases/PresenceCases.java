package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.DAY;
import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.agent;
import static io.gatewatch.replaydata.cases.MadeCalls.scattered;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Agents that do not come, come at odd hours, or come too often. The first day is a Monday. */
final class PresenceCases {
  private PresenceCases() {}

  static void into(MadeCases all) {
    all.add("silence/gone", PresenceCases::gone);
    all.add("silence/first-weekend", PresenceCases::weekend);
    all.add("silence/holiday", PresenceCases::holiday);
    all.add("silence/hourly-job", PresenceCases::hourlyJob);
    all.add("silence/hourly-holiday", PresenceCases::hourlyHoliday);
    all.add("off-hours/few-a-day", PresenceCases::fewADay);
    all.add("off-hours/night-shift", () -> together(desk().every(300, NIGHT, NIGHT + 2 * HOUR)));
    all.add("off-hours/one-late-call", () -> together(desk().at(NIGHT)));
    all.add("consent-frequency/every-three-hours", () -> looks(3));
    all.add("consent-frequency/every-six-hours", () -> looks(6));
  }

  private static final double NIGHT = 4 * DAY + 2 * HOUR;

  private static List<LogEntry> gone() {
    return together(
        agent("lost").every(240, 0, 4 * DAY),
        others(4 * DAY - HOUR, "one"),
        others(4 * DAY - HOUR, "two"));
  }

  private static List<LogEntry> hourlyJob() {
    return together(
        agent("lost").ofClass(AgentClass.BATCH).every(HOUR, 1_200, 7 * DAY),
        agent("like").ofClass(AgentClass.BATCH).every(HOUR, 2_000, 7 * DAY + 5 * HOUR),
        others(7 * DAY, "one"),
        others(7 * DAY, "two"));
  }

  /** Six jobs come once an hour from Monday to Friday; on the second Monday none does. */
  private static List<LogEntry> hourlyHoliday() {
    List<MadeCalls> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      all.add(agent("job-" + i).ofClass(AgentClass.BATCH).every(HOUR, 600 + 60 * i, 5 * DAY));
    }
    all.add(others(7 * DAY + 2 * HOUR, "one"));
    all.add(others(7 * DAY + 2 * HOUR, "two"));
    return together(all);
  }

  private static List<LogEntry> weekend() {
    MadeCalls office = agent("office");
    for (int day = 0; day < 5; day++) {
      office.every(240, day * DAY + 8 * HOUR, day * DAY + 18 * HOUR);
    }
    return together(office, others(5 * DAY + 6 * HOUR, "one"), others(5 * DAY + 6 * HOUR, "two"));
  }

  /**
   * Six desks work for a week; on its second Monday nobody comes but two robots of another kind.
   */
  private static List<LogEntry> holiday() {
    List<MadeCalls> all = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      MadeCalls office = agent("desk-" + i).ofClass(AgentClass.HUMAN_CHANNEL);
      for (int day = 0; day < 5; day++) {
        office.every(240 + 7 * i, day * DAY + 8 * HOUR, day * DAY + 18 * HOUR);
      }
      all.add(office);
    }
    all.add(others(7 * DAY + 8 * HOUR, "one"));
    all.add(others(7 * DAY + 8 * HOUR, "two"));
    return together(all);
  }

  private static List<LogEntry> fewADay() {
    return together(agent("rare").about(DAY / 6, 0, 20 * DAY));
  }

  private static MadeCalls others(double from, String id) {
    return agent(id).every(9, from, from + 5 * HOUR);
  }

  /** Four days from eight to six. */
  private static MadeCalls desk() {
    MadeCalls desk = agent("desk").ofClass(AgentClass.HUMAN_CHANNEL);
    for (int day = 0; day < 4; day++) {
      desk.every(180, day * DAY + 8 * HOUR, day * DAY + 18 * HOUR);
    }
    return desk;
  }

  /**
   * Five accounts under five consents, four pages each, every so many hours for a day and a half.
   */
  private static List<LogEntry> looks(int everyHours) {
    MadeCalls app =
        agent("budget")
            .calling("GET", "/accounts/{id}/transactions")
            .unattended(n -> String.format("%032x", n % 5))
            .touching(n -> scattered(n % 5));
    for (int hour = 0; hour < 36; hour += everyHours) {
      app.every(5, hour * HOUR, hour * HOUR + 100);
    }
    return together(app);
  }
}
