package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.agent;
import static io.gatewatch.replaydata.cases.MadeCalls.scattered;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import java.util.ArrayList;
import java.util.List;

/** Who is to blame when calls end in 5xx. */
final class ServiceCases {
  private static final double NINE = 9 * HOUR;

  private ServiceCases() {}

  static void into(MadeCases all) {
    all.add("client-fault/poison", () -> together(failing(0, 1)));
    all.add("client-fault/outage", () -> together(failing(0, 6)));
    all.add("service-degraded/outage", () -> together(failing(0, 6)));
    all.add("service-degraded/one-bad-client", () -> together(failing(0, 1)));
    all.add("service-degraded/always-flaky", () -> together(flaky()));
  }

  /** Agents that call calmly; from nine on, some get nothing but 503 and retry eightfold. */
  private static List<MadeCalls> failing(int first, int last) {
    List<MadeCalls> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      MadeCalls calls = user(i).about(6, NINE - 900, NINE);
      boolean ill = i >= first && i < last;
      callers.add(
          ill
              ? calls.answered(503).about(0.7, NINE, NINE + 120)
              : calls.about(6, NINE, NINE + 120));
    }
    return callers;
  }

  /** A service that always fails one call in eight, for anybody. */
  private static List<MadeCalls> flaky() {
    List<MadeCalls> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      int phase = i;
      callers.add(
          user(i).answered(n -> (n + phase) % 8 == 0 ? 503 : 200).about(6, NINE - 900, NINE + 300));
    }
    return callers;
  }

  private static MadeCalls user(int number) {
    return agent("aisp-" + number)
        .to("payments")
        .calling("GET", "/payments/{id}")
        .touching(n -> scattered(n % 7));
  }
}
