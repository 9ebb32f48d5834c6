package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.agent;
import static io.gatewatch.replaydata.cases.MadeCalls.source;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import io.gatewatch.ingest.Exposure.Place;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.Probe;
import io.gatewatch.ingest.Probe.Kind;
import java.util.ArrayList;
import java.util.List;

/** Callers that look for weaknesses, and those that only seem to. */
final class ProbeCases {
  private static final double NINE = 9 * HOUR;
  private static final Probe SQL = new Probe(Place.QUERY, Kind.SQL_INJECTION);
  private static final Probe CLIMB = new Probe(Place.PATH, Kind.PATH_TRAVERSAL);

  private ProbeCases() {}

  static void into(MadeCases all) {
    all.add("injection-probe/few-and-slow", ProbeCases::slow);
    all.add("injection-probe/odd-surname", () -> together(searches().probing(SQL).at(NINE)));
    all.add("constant-probing/scan", () -> scan(30));
    all.add("constant-probing/three-networks", () -> scan(3));
    all.add("endpoint-discovery/scanned-host", ProbeCases::scannedHost);
    all.add("endpoint-discovery/far-stranger", () -> lists(250));
    all.add("endpoint-discovery/one-more-list", () -> lists(50));
  }

  private static MadeCalls searches() {
    return agent("partner").to("search").calling("GET", "/customers/search").every(60, 0, NINE);
  }

  /** One text in a search, and an hour and a half later one in another. */
  private static List<LogEntry> slow() {
    return together(
        searches()
            .answered(400)
            .probing(SQL)
            .at(NINE)
            .probing()
            .answered(200)
            .every(60, NINE + 60, NINE + 5_400)
            .answered(404)
            .calling("GET", "/customers/{id}")
            .probing(CLIMB)
            .at(NINE + 5_400));
  }

  /** A network every ten minutes, with two tries each. */
  private static List<LogEntry> scan(int networks) {
    return together(scanners(networks));
  }

  /** One more network looks for files, where strangers always do. */
  private static List<LogEntry> scannedHost() {
    List<MadeCalls> all = scanners(12);
    all.add(
        source("198.51.100.0/24")
            .calling(n -> "GET", n -> "/backup-" + n + ".zip")
            .answered(n -> n % 25 == 0 ? 401 : 404)
            .about(2, NINE + 7_500, NINE + 7_560));
    return together(all);
  }

  /** Where strangers always go through lists of twenty files, one more has one of its own. */
  private static List<LogEntry> lists(int files) {
    List<MadeCalls> all = scanners(12);
    for (int i = 0; i < 4; i++) {
      String from = "203.0." + i + ".0/24";
      all.add(files(from).about(3, NINE + 3_000 + 600 * i, NINE + 3_060 + 600 * i));
    }
    all.add(files("198.51.100.0/24").about(1, NINE + 7_500, NINE + 7_500 + files));
    return together(all);
  }

  private static MadeCalls files(String network) {
    return source(network).calling(n -> "GET", n -> "/backup-" + n + ".zip").answered(404);
  }

  private static List<MadeCalls> scanners(int networks) {
    List<MadeCalls> scanners = new ArrayList<>();
    for (int i = 0; i < networks; i++) {
      double at = NINE + 600 * i;
      MadeCalls one = source("100.64." + i + ".0/24").answered(404).calling("GET", "/search");
      scanners.add(one.probing(SQL).at(at).probing(CLIMB).at(at + 5));
    }
    return scanners;
  }
}
