package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.DAY;
import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.agent;
import static io.gatewatch.replaydata.cases.MadeCalls.source;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import io.gatewatch.ingest.ApiCall.Lifecycle;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Callers off the paths that are written down or in use, and those who only seem to be. */
final class PathCases {
  private static final double NINE = DAY + 9 * HOUR;
  private static final String BALANCES = "/accounts/{id}/balances";

  private PathCases() {}

  static void into(MadeCases all) {
    all.add("undocumented-endpoint/open-door", PathCases::openDoor);
    all.add("undocumented-endpoint/stranger", PathCases::strangerAtTheDoor);
    all.add("undocumented-endpoint/stale-catalogue", PathCases::staleCatalogue);
    all.add("undocumented-endpoint/robots", PathCases::robots);
    all.add("undocumented-endpoint/crawler", PathCases::crawler);
    all.add("deprecated-endpoint/old-version", () -> together(turnsTo("/v3/accounts", 12)));
    all.add("deprecated-endpoint/past-its-end", PathCases::pastItsEnd);
    all.add("deprecated-endpoint/old-link", () -> together(turnsTo("/v3/accounts", 2)));
    all.add("deprecated-endpoint/migration", PathCases::migration);
    all.add("deprecated-endpoint/rollback", PathCases::rollback);
    all.add("unauthenticated-abuse/open-balances", PathCases::openBalances);
    all.add("unauthenticated-abuse/crowd", PathCases::crowd);
    all.add("unauthenticated-abuse/public-route", PathCases::publicRoute);
    all.add("unauthenticated-abuse/preflight", PathCases::preflight);
    all.add("unauthenticated-abuse/mobile-behind-one-address", PathCases::mobile);
    all.add("client-impersonation/stranger", () -> together(victim(), claims("stranger", 9)));
    all.add("client-impersonation/forgotten-token", () -> together(victim(), claims("dev", 4)));
    all.add("client-impersonation/own-client", PathCases::ownClient);
    all.add("client-impersonation/aggregator", PathCases::aggregator);
  }

  /** Three agents with 33 hours of what is in the catalogue. */
  private static List<MadeCalls> fleet() {
    List<MadeCalls> fleet = new ArrayList<>();
    for (String id : List.of("partner", "lender", "broker")) {
      fleet.add(
          agent(id)
              .to("products")
              .calling("GET", "/products")
              .documented("getProducts")
              .about(240, 0, NINE));
    }
    return fleet;
  }

  private static MadeCalls tryingDoors(MadeCalls who, String open) {
    return who.to("products")
        .documented(null)
        .answered(404)
        .calling(n -> "GET", n -> "/internal/door" + n % 7)
        .every(40, NINE, NINE + 200)
        .answered(200)
        .calling("GET", open)
        .every(40, NINE + 200, NINE + 400);
  }

  private static List<LogEntry> openDoor() {
    List<MadeCalls> all = fleet();
    tryingDoors(all.get(0), "/internal/export");
    return together(all);
  }

  private static List<LogEntry> strangerAtTheDoor() {
    List<MadeCalls> all = fleet();
    all.add(tryingDoors(source("198.51.100.0/24"), "/internal/export"));
    return together(all);
  }

  /** What one of them finds after some vain tries, the others have used for a day and longer. */
  private static List<LogEntry> staleCatalogue() {
    List<MadeCalls> all = fleet();
    for (MadeCalls known : all.subList(1, 3)) {
      known.calling("GET", "/products/offers").documented(null).about(1_200, HOUR, NINE);
    }
    tryingDoors(all.get(0), "/products/offers");
    return together(all);
  }

  /** A scanner finds what every scanner finds. */
  private static List<LogEntry> robots() {
    List<MadeCalls> all = fleet();
    for (int i = 0; i < 5; i++) {
      MadeCalls visitor = source("100.64." + i + ".0/24").to("products");
      all.add(visitor.calling("GET", "/robots.txt").at(HOUR + i * 6 * HOUR));
    }
    all.add(tryingDoors(source("198.51.100.0/24"), "/robots.txt"));
    return together(all);
  }

  /** A web site: strangers read its pages, and one of them follows broken links. */
  private static List<LogEntry> crawler() {
    List<MadeCalls> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      MadeCalls reader = source("100.64." + i + ".0/24").to("products");
      String page = "/pages/page" + (char) ('a' + i);
      all.add(reader.calling("GET", page).every(7_200, 600 * i, NINE));
    }
    all.add(tryingDoors(source("198.51.100.0/24"), "/pages/about"));
    return together(all);
  }

  private static MadeCalls app() {
    return agent("aisp-1").calling("GET", "/v4/accounts").about(240, 0, NINE);
  }

  private static MadeCalls turnsTo(String old, int calls) {
    return app().calling("GET", old).every(30, NINE, NINE + 30 * calls);
  }

  private static List<LogEntry> pastItsEnd() {
    return together(
        app()
            .calling("GET", "/v4/statements")
            .documented("getStatements")
            .retired(Lifecycle.SUNSET)
            .every(60, NINE, NINE + 600));
  }

  /** It has always used the first version, and now uses the second as well. */
  private static List<LogEntry> migration() {
    return together(
        agent("aisp-1")
            .calling("GET", "/v1/accounts")
            .about(240, 0, NINE)
            .calling(n -> "GET", n -> n % 2 == 0 ? "/v2/accounts" : "/v1/accounts")
            .about(240, NINE, NINE + 2 * HOUR));
  }

  /** It moved to the second version in the evening, and back in the morning. */
  private static List<LogEntry> rollback() {
    return together(
        agent("aisp-1")
            .calling("GET", "/v1/accounts")
            .about(240, 0, DAY + 2 * HOUR)
            .calling("GET", "/v2/accounts")
            .about(240, DAY + 2 * HOUR, NINE)
            .calling("GET", "/v1/accounts")
            .about(240, NINE, NINE + HOUR));
  }

  private static List<MadeCalls> readers(Sensitivity sensitivity, String route) {
    List<MadeCalls> readers = new ArrayList<>();
    for (String id : List.of("aisp-1", "aisp-2", "aisp-3")) {
      readers.add(
          agent(id)
              .calling("GET", route)
              .sensitive(sensitivity)
              .touching(n -> MadeCalls.scattered(n % 20))
              .about(300, 0, NINE));
    }
    return readers;
  }

  private static List<LogEntry> openBalances() {
    List<MadeCalls> all = readers(Sensitivity.FINANCIAL, BALANCES);
    all.add(
        source("198.51.100.0/24")
            .calling("GET", BALANCES)
            .sensitive(Sensitivity.FINANCIAL)
            .touching(n -> MadeCalls.scattered(500 + n))
            .every(20, NINE, NINE + 160));
    return together(all);
  }

  /** Five networks find the same open door within minutes: none vouches for the others. */
  private static List<LogEntry> crowd() {
    List<MadeCalls> all = readers(Sensitivity.FINANCIAL, BALANCES);
    for (int i = 0; i < 5; i++) {
      all.add(
          source("198.51." + (100 + i) + ".0/24")
              .calling("GET", BALANCES)
              .sensitive(Sensitivity.FINANCIAL)
              .touching(n -> MadeCalls.scattered(n % 20))
              .every(20, NINE + 60 * i, NINE + 60 * i + 50));
    }
    return together(all);
  }

  /** Agents use it, and so does whoever likes, day by day. */
  private static List<LogEntry> publicRoute() {
    List<MadeCalls> all = readers(Sensitivity.PERSONAL, "/advisers/{id}");
    for (int i = 0; i < 20; i++) {
      all.add(
          source("100.64." + i + ".0/24")
              .calling("GET", "/advisers/{id}")
              .sensitive(Sensitivity.PERSONAL)
              .touching(n -> MadeCalls.scattered(n % 20))
              .every(600, HOUR + i * HOUR, HOUR + i * HOUR + 1_800));
    }
    all.add(
        source("198.51.100.0/24")
            .calling("GET", "/advisers/{id}")
            .sensitive(Sensitivity.PERSONAL)
            .touching(n -> MadeCalls.scattered(n % 20))
            .every(20, NINE, NINE + 160));
    return together(all);
  }

  /** A browser asks before it says who calls. */
  private static List<LogEntry> preflight() {
    List<MadeCalls> all = readers(Sensitivity.FINANCIAL, BALANCES);
    all.get(0).calling("OPTIONS", BALANCES).answered(204).about(300, 0, NINE);
    all.add(
        source("198.51.100.0/24")
            .calling("OPTIONS", BALANCES)
            .sensitive(Sensitivity.FINANCIAL)
            .answered(204)
            .every(20, NINE, NINE + 160));
    return together(all);
  }

  /** The bank's own app has no credential at the gateway, and a company has one address. */
  private static List<LogEntry> mobile() {
    List<MadeCalls> all = new ArrayList<>();
    all.add(agent("test-robot").to("mobile").calling("GET", "/overview").about(300, 0, NINE));
    for (int i = 0; i < 15; i++) {
      all.add(phones("100.64." + i + ".0/24").every(900, HOUR + i * HOUR, 3 * HOUR + i * HOUR));
    }
    all.add(phones("198.51.100.0/24").about(8, NINE, NINE + 600));
    return together(all);
  }

  private static MadeCalls phones(String network) {
    return source(network)
        .to("mobile")
        .calling("GET", "/overview")
        .sensitive(Sensitivity.FINANCIAL);
  }

  private static MadeCalls victim() {
    return agent("aisp-10").every(30, NINE, NINE + 600);
  }

  private static MadeCalls claims(String who, int times) {
    return source(who.equals("dev") ? "203.0.113.0/24" : "198.51.100.0/24")
        .claiming(n -> "the hash of aisp-10")
        .inTheNameOf("the aisp-10")
        .answered(401)
        .every(45, NINE, NINE + 45 * times);
  }

  /**
   * An agent whose secret has expired calls on: most calls come from its own addresses, and name
   * nobody; a few from a neighbour in the same /24 that the registry does not know.
   */
  private static List<LogEntry> ownClient() {
    return together(
        victim(),
        source("192.0.2.0/24")
            .claiming(n -> "the hash of aisp-10")
            .answered(401)
            .from(n -> "192.0.2.5")
            .every(45, NINE, NINE + 600)
            .from(n -> "192.0.2.99")
            .inTheNameOf("the aisp-10")
            .every(45, NINE + 600, NINE + 780)
            .from(n -> "192.0.2.5")
            .inTheNameOf(null)
            .every(45, NINE + 780, NINE + 1_200));
  }

  /** An agent that calls for others, and says so day by day. */
  private static List<LogEntry> aggregator() {
    return together(
        victim(),
        agent("aggregator")
            .claiming(n -> "the hash of aisp-10")
            .inTheNameOf("the aisp-10")
            .about(300, 0, NINE + HOUR));
  }
}
