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
import java.util.function.IntFunction;

/** Agents with a past of 33 hours that change, or only seem to. */
final class ChangeCases {
  private static final double NINE = 33 * HOUR;
  private static final String[] STEPS = {
    "/accounts", "/accounts/{id}/balances", "/accounts/{id}/transactions"
  };
  private static final String[] SELDOM = {
    "/accounts/{id}/beneficiaries",
    "/accounts/{id}/standing-orders",
    "/parties",
    "/products",
    "/accounts/{id}/statements",
    "/accounts/{id}/direct-debits",
    "/accounts/{id}/offers"
  };

  private ChangeCases() {}

  static void into(MadeCases all) {
    all.add("own-evidence/scraping", ChangeCases::scraping);
    all.add("own-evidence/bulk-reading", ChangeCases::bulk);
    all.add("own-evidence/large-answers", ChangeCases::exfiltration);
    all.add("own-evidence/alien-order", ChangeCases::alienOrder);
    all.add("own-evidence/shared-credential", () -> elsewhere(n -> "203.0." + n % 9 + ".5"));
    all.add("own-evidence/stolen-credential", ChangeCases::stolen);
    all.add("strange-client/replaced", ChangeCases::replaced);
    all.add("strange-client/many-devices", ChangeCases::manyDevices);
    all.add("own-evidence/slow-refusals", ChangeCases::slowRefusals);
    all.add("own-evidence/slow-probing", () -> probing(90, 2 * HOUR));
    all.add("model/slow-probing", () -> probing(60, 600));
    all.add("model/release", ChangeCases::release);
    all.add("model/outage", ChangeCases::outage);
    all.add("own-evidence/cycle", ChangeCases::cycle);
    all.add("own-evidence/doubling", ChangeCases::doubling);
    all.add("own-evidence/release", ChangeCases::release);
    all.add("own-evidence/new-customers", ChangeCases::newCustomers);
    all.add("own-evidence/month-end", () -> crowd(5, HOUR / 2));
    all.add("own-evidence/month-end-theft", ChangeCases::monthEndTheft);
    all.add("own-evidence/flash-crowd", () -> crowd(1.5, 600));
    all.add("own-evidence/outage", ChangeCases::outage);
    all.add("own-evidence/backfill", ChangeCases::backfill);
    all.add("own-evidence/move", ChangeCases::move);
    all.add("own-evidence/refused-newcomer", ChangeCases::refusedNewcomer);
    all.add("own-evidence/newcomer", () -> together(withPeers(newcomer())));
  }

  /** Lists accounts, then asks for a balance and for transactions; twelve customers. */
  private static MadeCalls app(String id) {
    return app(id, 100);
  }

  private static MadeCalls app(String id, double gap) {
    return agent(id)
        .with("ledger/3.1")
        .calling(n -> "GET", n -> STEPS[n % 3])
        .touching(n -> n % 3 == 0 ? null : scattered(n / 3 % 12))
        .about(gap, 0, NINE);
  }

  private static List<LogEntry> scraping() {
    MadeCalls app = app("aisp-1");
    return together(
        app.calling("GET", STEPS[2])
            .touching(n -> scattered(5_000 + 31 * n))
            .about(15, NINE, NINE + 2 * HOUR));
  }

  private static List<LogEntry> bulk() {
    return together(
        app("aisp-1")
            .calling("GET", STEPS[1])
            .touching(n -> scattered(5_000 + 31 * n))
            .about(2.5, NINE, NINE + 600));
  }

  private static List<LogEntry> exfiltration() {
    return together(app("aisp-1").sized(n -> 600_000).about(60, NINE, NINE + HOUR));
  }

  private static List<LogEntry> alienOrder() {
    MadeCalls app = app("aisp-1");
    return together(
        app.calling(n -> "GET", n -> SELDOM[Math.floorMod(n * 7919 + n / 5, SELDOM.length)])
            .about(60, NINE, NINE + HOUR));
  }

  /** The same calls as ever, from other addresses. */
  private static List<LogEntry> elsewhere(IntFunction<String> address) {
    return together(app("aisp-1").from(address).about(100, NINE, NINE + 2 * HOUR));
  }

  /** It asks for accounts of others from its first call on; six of its kind never do. */
  private static List<LogEntry> refusedNewcomer() {
    MadeCalls thief =
        agent("aisp-new")
            .with("ledger/3.1")
            .calling("GET", STEPS[1])
            .touching(n -> scattered(5_000 + 31 * n))
            .answered(403)
            .about(25, NINE, NINE + 1.5 * HOUR);
    return together(withPeers(thief));
  }

  /** It looks at everything once, and meets its first customers. */
  private static MadeCalls newcomer() {
    return agent("aisp-new")
        .with("ledger/3.1")
        .calling(n -> "GET", n -> n % 10 == 7 ? SELDOM[n / 10 % SELDOM.length] : STEPS[n % 3])
        .touching(n -> n % 3 == 0 ? null : scattered(700 + n / 6))
        .answered(n -> n % 25 == 4 ? 404 : 200)
        .about(60, NINE, NINE + 3 * HOUR);
  }

  private static List<MadeCalls> withPeers(MadeCalls newcomer) {
    List<MadeCalls> callers = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      callers.add(app("aisp-" + i, 180).about(180, NINE, NINE + 2 * HOUR));
    }
    callers.add(newcomer);
    return callers;
  }

  /** For an hour some calls come from the new place already, then all do. */
  private static List<LogEntry> move() {
    MadeCalls app = app("aisp-1");
    return together(
        app.from(n -> n % 3 == 1 ? "203.0.113.5" : app.home())
            .about(100, NINE, NINE + 3.4 * HOUR)
            .from(n -> "203.0.113.5")
            .about(100, NINE + 3.4 * HOUR, NINE + 5 * HOUR));
  }

  /** Somebody else calls beside the app, as calmly, from a new network with a new program. */
  private static List<LogEntry> stolen() {
    MadeCalls app = app("aisp-1").about(100, NINE, NINE + 2 * HOUR);
    MadeCalls thief =
        agent("aisp-1")
            .numbered("t")
            .with("python-requests/2.31")
            .from(n -> "203.0.113.99")
            .calling(n -> "GET", n -> STEPS[n % 3])
            .touching(n -> n % 3 == 0 ? null : scattered(n / 3 % 12))
            .about(90, NINE, NINE + 2 * HOUR);
    return together(app, thief);
  }

  /** The app itself is not heard again. */
  private static List<LogEntry> replaced() {
    MadeCalls app = steps(agent("aisp-1")).with("ledger/3.1").about(600, 0, 5 * DAY);
    return together(
        app.with("python-requests/2.31").from(n -> "203.0.113.99").about(600, 5 * DAY, 5.5 * DAY));
  }

  /** Each half day another customer's device, at home. */
  private static List<LogEntry> manyDevices() {
    MadeCalls assistant = steps(agent("assistant-1").ofClass(AgentClass.AI_AGENT));
    for (int i = 0; i < 12; i++) {
      String home = "203.0." + i + ".5";
      String device = "helper (" + (char) ('a' + i) + ")";
      assistant.with(device).from(n -> home).about(600, i * DAY / 2, (i + 1) * DAY / 2);
    }
    return together(assistant);
  }

  private static MadeCalls steps(MadeCalls caller) {
    return caller
        .calling(n -> "GET", n -> STEPS[n % 3])
        .touching(n -> n % 3 == 0 ? null : scattered(n / 3 % 12));
  }

  private static List<LogEntry> slowRefusals() {
    return together(
        app("aisp-1")
            .calling("GET", STEPS[1])
            .touching(n -> scattered(5_000 + 31 * n))
            .answered(403)
            .about(30, NINE, NINE + HOUR));
  }

  private static List<LogEntry> probing(double gap, double lasting) {
    return together(
        app("aisp-1")
            .calling(n -> "GET", n -> "/internal/tool-" + n)
            .touching(n -> null)
            .answered(404)
            .about(gap, NINE, NINE + lasting));
  }

  /** Two calls in turn, each about one thing, again and again. */
  private static List<LogEntry> cycle() {
    return together(
        app("assistant-1")
            .calling(n -> "GET", n -> STEPS[1 + n % 2])
            .touching(n -> scattered(3))
            .about(30, NINE, NINE + HOUR));
  }

  /** Its rate doubles every 25 minutes, and it does what it always does. */
  private static List<LogEntry> doubling() {
    MadeCalls app = app("aisp-1");
    double gap = 60;
    for (int step = 0; step < 30; step++) {
      app.about(gap, NINE + 300.0 * step, NINE + 300.0 * (step + 1));
      gap /= Math.pow(2, 0.2);
    }
    return together(app);
  }

  private static List<LogEntry> release() {
    return together(
        app("aisp-1")
            .with("ledger/3.2")
            .calling(n -> "GET", n -> n % 12 == 9 ? SELDOM[n / 12 % 4] : STEPS[n % 3])
            .about(100, NINE, NINE + 3 * HOUR));
  }

  /** Every second session is a customer's first. */
  private static List<LogEntry> newCustomers() {
    return together(
        app("aisp-1")
            .touching(n -> n % 3 == 0 ? null : scattered(n / 3 % 2 == 1 ? 900 + n / 6 : n / 3 % 12))
            .about(80, NINE, NINE + 3 * HOUR));
  }

  /** Five apps that are all up at once. */
  private static List<LogEntry> crowd(double gap, double lasting) {
    List<MadeCalls> callers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      callers.add(app("aisp-" + i, 240).about(gap, NINE, NINE + lasting));
    }
    return together(callers);
  }

  /** Ten of its twenty accounts every hour; from 31 March on thirty more that it never saw. */
  private static List<LogEntry> monthEndTheft() {
    MadeCalls job = agent("statements").ofClass(AgentClass.BATCH).with("ledger/3.1");
    job.calling("GET", STEPS[1]).touching(n -> scattered(n % 20));
    hourly(job, 24, 30, 300, 0.5, 5);
    return together(hourly(job.touching(MadeCalls::scattered), 29, 30, 900, 20, 600));
  }

  private static MadeCalls hourly(
      MadeCalls caller, int fromDay, int toDay, double at, double gap, double lasting) {
    for (double hour = fromDay * DAY; hour < toDay * DAY; hour += HOUR) {
      caller.every(gap, hour + at, hour + at + lasting);
    }
    return caller;
  }

  /** The service fails for a quarter of an hour, and everything is asked again, fivefold. */
  private static List<LogEntry> outage() {
    return together(
        app("aisp-1")
            .answered(503)
            .touching(n -> scattered(4))
            .calling("GET", STEPS[1])
            .about(10, NINE, NINE + 900)
            .answered(200)
            .touching(n -> n % 3 == 0 ? null : scattered(n / 3 % 12))
            .calling(n -> "GET", n -> STEPS[n % 3])
            .about(30, NINE + 900, NINE + 1_800)
            .about(100, NINE + 1_800, NINE + 2 * HOUR));
  }

  /** Three new customers, whose transactions of a year are fetched page by page. */
  private static List<LogEntry> backfill() {
    MadeCalls app = app("aisp-1");
    int first = app.size();
    return together(
        app.calling("GET", STEPS[2])
            .touching(n -> scattered(900 + (n - first) / 80))
            .about(2, NINE, NINE + 480));
  }
}
