package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.agent;
import static io.gatewatch.replaydata.cases.MadeCalls.scattered;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Loops and masses of calls. */
final class VolumeCases {
  private static final double NINE = 9 * HOUR;

  private VolumeCases() {}

  static void into(MadeCases all) {
    all.add("runaway-loop/same-call", VolumeCases::sameCall);
    all.add("runaway-loop/slow", () -> repeating("/accounts/{id}", 1.5, 300));
    all.add("runaway-loop/monitor", VolumeCases::monitor);
    all.add("runaway-loop/waiting-for-a-job", () -> repeating("/reports/{id}", 1.9, 150));
    all.add("volume-spike/alone", () -> together(crowd(8, 0, 1)));
    all.add("volume-spike/flash-crowd", () -> together(crowd(8, 0, 8)));
    all.add("volume-spike/every-hour", VolumeCases::everyHour);
    all.add("peer-volume/newcomer", () -> together(newcomer(10)));
    all.add("peer-volume/busy-peers", () -> together(newcomer(1)));
    all.add("peer-volume/first-sync", VolumeCases::firstSync);
  }

  private static MadeCalls browsing(String id) {
    return agent(id).calling("GET", "/accounts/{id}").touching(n -> scattered(n % 7));
  }

  private static List<LogEntry> sameCall() {
    return together(
        browsing("assistant-1")
            .ofClass(AgentClass.AI_AGENT)
            .about(20, 8 * HOUR, NINE)
            .touching(n -> scattered(3))
            .every(0.7, NINE, NINE + 90));
  }

  private static List<LogEntry> monitor() {
    return together(agent("monitor").calling("GET", "/health").every(2.5, NINE, NINE + 1_200));
  }

  /** An assistant works calmly, then makes one call again and again. */
  private static List<LogEntry> repeating(String route, double gap, double lasting) {
    return together(
        browsing("assistant-1")
            .ofClass(AgentClass.AI_AGENT)
            .about(20, 8 * HOUR, NINE)
            .calling("GET", route)
            .touching(n -> scattered(99))
            .every(gap, NINE, NINE + lasting));
  }

  /** Agents that call every ten seconds; from nine on, some of them twice a second. */
  private static List<MadeCalls> crowd(int agents, int firstUp, int lastUp) {
    List<MadeCalls> callers = new ArrayList<>();
    for (int i = 0; i < agents; i++) {
      double pace = i >= firstUp && i < lastUp ? 0.5 : 10;
      callers.add(
          browsing("aisp-" + i).about(10, NINE - 2_400, NINE).about(pace, NINE, NINE + 120));
    }
    return callers;
  }

  /** A job that fetches what is new at every full hour, for two minutes. */
  private static List<LogEntry> everyHour() {
    MadeCalls job = browsing("sync-1").ofClass(AgentClass.PARTNER);
    for (int hour = 0; hour < 20; hour++) {
      job.about(0.8, hour * HOUR, hour * HOUR + 120);
    }
    return together(job);
  }

  /** Most of its peers are calm, but four that are known by now read as much as the newcomer. */
  private static List<LogEntry> firstSync() {
    List<MadeCalls> callers = newcomer(10);
    for (int i = 0; i < 4; i++) {
      MadeCalls busy = browsing("aisp-busy-" + i);
      callers.add(busy.about(0.6, NINE - 2_400, NINE).about(0.3, NINE, NINE + 120));
    }
    return together(callers);
  }

  private static List<MadeCalls> newcomer(double peersPace) {
    List<MadeCalls> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      callers.add(browsing("aisp-" + i).about(peersPace, NINE - 300, NINE + 120));
    }
    callers.add(browsing("newcomer").about(0.2, NINE, NINE + 100));
    return callers;
  }
}
