package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.agent;
import static io.gatewatch.replaydata.cases.MadeCalls.numbered;
import static io.gatewatch.replaydata.cases.MadeCalls.scattered;
import static io.gatewatch.replaydata.cases.MadeCalls.source;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.LogEntry;
import java.util.List;

/** Objects, endpoints, and what stands in clear. */
final class ObjectCases {
  private static final double NINE = 9 * HOUR;
  private static final String ONE = "/accounts/{id}";

  private ObjectCases() {}

  static void into(MadeCases all) {
    all.add("object-enumeration/refused", ObjectCases::refused);
    all.add("object-enumeration/walk", ObjectCases::walk);
    all.add("object-enumeration/new-customers", ObjectCases::newCustomers);
    all.add("object-enumeration/closed-accounts", ObjectCases::closedAccounts);
    all.add("object-enumeration/first-night", ObjectCases::firstNight);
    all.add("endpoint-discovery/agent", ObjectCases::probing);
    all.add("endpoint-discovery/stranger", ObjectCases::strangerProbing);
    all.add("endpoint-discovery/slow-stranger", ObjectCases::slowProbing);
    all.add("endpoint-discovery/broken-links", ObjectCases::brokenLinks);
    all.add("endpoint-discovery/release", ObjectCases::release);
    all.add("endpoint-discovery/withdrawn-version", ObjectCases::withdrawn);
    all.add("sensitive-data/card-in-query", () -> exposing(agent("shop"), 200));
    all.add("sensitive-data/stranger-refused", () -> exposing(source("198.51.100.0/24"), 404));
  }

  private static MadeCalls reader(String id) {
    return agent(id).calling("GET", ONE).touching(n -> scattered(n % 12)).about(20, 8 * HOUR, NINE);
  }

  private static List<LogEntry> refused() {
    return together(
        reader("aisp-1")
            .touching(n -> scattered(10_000 + 37 * n))
            .answered(n -> n % 10 == 0 ? 200 : 403)
            .about(2, NINE, NINE + 120));
  }

  private static List<LogEntry> walk() {
    return together(
        reader("aisp-1").touching(n -> numbered(70_000 + n)).about(3, NINE, NINE + 240));
  }

  private static List<LogEntry> newCustomers() {
    return together(
        agent("batch-1")
            .ofClass(AgentClass.BATCH)
            .calling("GET", ONE)
            .touching(MadeCalls::scattered)
            .answered(n -> n % 20 == 0 ? 404 : 200)
            .about(1.5, NINE, NINE + 600));
  }

  private static List<LogEntry> closedAccounts() {
    return together(reader("aisp-1").answered(404).every(2, NINE, NINE + 300));
  }

  private static List<LogEntry> firstNight() {
    return together(
        agent("statements")
            .ofClass(AgentClass.BATCH)
            .calling("GET", "/accounts/{id}/statement")
            .touching(n -> numbered(5_000 + n))
            .every(2, 2 * HOUR, 2 * HOUR + 600));
  }

  private static List<LogEntry> probing() {
    return together(
        reader("aisp-1")
            .touching(n -> null)
            .calling(n -> "GET", n -> "/internal/tool-" + n)
            .answered(404)
            .about(4, NINE, NINE + 90));
  }

  private static List<LogEntry> strangerProbing() {
    return together(
        source("198.51.100.0/24")
            .calling(n -> "GET", n -> "/backup-" + n + ".zip")
            .answered(n -> n % 25 == 0 ? 403 : 404)
            .about(2, NINE, NINE + 60));
  }

  /** One a minute: never twelve in five. */
  private static List<LogEntry> slowProbing() {
    return together(
        source("198.51.100.0/24")
            .calling(n -> "GET", n -> "/backup-" + n + ".zip")
            .answered(404)
            .every(60, NINE, NINE + 2 * HOUR));
  }

  /** A crawler follows links, of which each tenth leads nowhere. */
  private static List<LogEntry> brokenLinks() {
    return together(
        source("198.51.100.0/24")
            .calling(n -> "GET", n -> n % 10 == 0 ? "/old-" + n : "/page-" + n % 50)
            .answered(n -> n % 10 == 0 ? 404 : 200)
            .every(20, NINE, NINE + 3 * HOUR));
  }

  private static List<LogEntry> release() {
    return together(
        reader("aisp-1")
            .calling(n -> "GET", n -> "/v2/resource-" + n % 30)
            .answered(n -> n % 4 == 0 ? 404 : 200)
            .about(3, NINE, NINE + 300));
  }

  /** An app goes on to call fifteen routes of a version that was switched off at nine. */
  private static List<LogEntry> withdrawn() {
    return together(
        agent("aisp-1")
            .calling(n -> "GET", n -> "/v1/resource-" + n % 15)
            .touching(n -> scattered(n % 12))
            .about(8, 8 * HOUR, NINE)
            .answered(404)
            .about(3, NINE, NINE + 300));
  }

  private static List<LogEntry> exposing(MadeCalls caller, int answer) {
    return together(
        caller
            .calling("GET", "/orders")
            .every(30, NINE, NINE + 300)
            .exposing(new Exposure(Exposure.Place.QUERY, Exposure.Kind.CARD))
            .answered(answer)
            .every(60, NINE + 300, NINE + 600));
  }
}
