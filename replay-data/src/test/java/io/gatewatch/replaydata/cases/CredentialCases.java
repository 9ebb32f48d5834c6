package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.DAY;
import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.source;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import io.gatewatch.ingest.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** Log-ins that fail. */
final class CredentialCases {
  private static final double NINE = 9 * HOUR;

  private CredentialCases() {}

  static void into(MadeCases all) {
    all.add("credential-stuffing/one-address", CredentialCases::oneAddress);
    all.add("credential-stuffing/busy-office", CredentialCases::busyOffice);
    all.add("credential-stuffing/expired-secret", CredentialCases::expiredSecret);
    all.add("distributed-stuffing/many-networks", () -> together(manyNetworks(150, 40, 3)));
    all.add("distributed-stuffing/monday-morning", () -> together(manyNetworks(6, 45, 90)));
    all.add("distributed-stuffing/new-password-policy", () -> together(policy()));
  }

  private static List<LogEntry> oneAddress() {
    return together(
        door("198.51.100.0/24")
            .claiming(n -> "customer" + n)
            .answered(n -> n % 40 == 39 ? 200 : 401)
            .about(1.2, NINE, NINE + 90));
  }

  private static List<LogEntry> busyOffice() {
    return together(
        door("198.51.100.0/24")
            .claiming(n -> "employee" + n % 90)
            .answered(n -> n % 5 == 0 ? 401 : 200)
            .about(2, NINE, NINE + 420));
  }

  private static List<LogEntry> expiredSecret() {
    return together(
        door("198.51.100.0/24")
            .claiming(n -> "one partner")
            .every(600, 7 * HOUR, NINE)
            .answered(401)
            .every(5, NINE, NINE + 420));
  }

  /** Two days of strangers who mistype a secret, then a crowd of networks with few tries each. */
  private static List<MadeCalls> manyNetworks(int networks, double gap, double apart) {
    List<MadeCalls> callers = strangers(2 * DAY + NINE + HOUR / 2);
    for (int i = 0; i < networks; i++) {
      double from = 2 * DAY + NINE + i * apart;
      callers.add(door("203.0." + i + ".0/24").answered(401).every(gap, from, from + 2 * gap + 1));
    }
    return callers;
  }

  /** The same day of the week, four times as many mistype: passwords had to be changed. */
  private static List<MadeCalls> policy() {
    List<MadeCalls> callers = strangers(2 * DAY + NINE + 2 * HOUR);
    for (int i = 0; i < 120; i++) {
      double at = 2 * DAY + NINE + i * 55 + 13.0 * (i % 3);
      callers.add(door("203.0." + i + ".0/24").answered(401).at(at).answered(200).at(at + 20));
    }
    return callers;
  }

  private static List<MadeCalls> strangers(double until) {
    List<MadeCalls> callers = new ArrayList<>();
    double at = 30;
    for (int i = 0; at < until; i++) {
      callers.add(door("198.18." + i % 250 + ".0/24").answered(401).at(at));
      at += 180 + 47 * (i % 5);
    }
    return callers;
  }

  private static MadeCalls door(String network) {
    return source(network).to("identity").calling("POST", "/token").named("auth.write");
  }
}
