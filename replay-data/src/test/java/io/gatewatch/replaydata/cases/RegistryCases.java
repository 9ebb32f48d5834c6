package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.agent;
import static io.gatewatch.replaydata.cases.MadeCalls.source;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.LogEntry;
import java.util.List;

/** What a registry says of the callers; it stands beside the calls. */
final class RegistryCases {
  private static final double NINE = 9 * HOUR;

  private RegistryCases() {}

  static void into(MadeCases all) {
    all.add("unregistered-client/stranger", () -> together(calm("known"), calm("stranger")));
    all.add(
        "unregistered-client/known-and-network",
        () -> together(calm("known"), source("198.51.100.0/24").every(30, NINE, NINE + 300)));
    all.add("past-review/overdue", () -> together(calm("old"), calm("known")));
    all.add("past-review/due-today", () -> together(calm("due"), calm("known")));
    all.add("above-stage/payment", RegistryCases::payment);
    all.add("above-stage/consent-and-login", RegistryCases::consent);
  }

  private static MadeCalls calm(String id) {
    return agent(id).every(30, NINE, NINE + 300);
  }

  private static List<LogEntry> payment() {
    return together(
        agent("reader")
            .sensitive(Sensitivity.FINANCIAL)
            .every(30, NINE, NINE + 300)
            .to("payments")
            .calling("POST", "/payments")
            .sensitive(Sensitivity.PAYMENT)
            .answered(201)
            .at(NINE + 301));
  }

  private static List<LogEntry> consent() {
    return together(
        agent("reader")
            .to("consents")
            .calling("POST", "/account-access-consents")
            .named("account-access-consents.write")
            .sensitive(Sensitivity.FINANCIAL)
            .answered(201)
            .every(40, NINE, NINE + 120)
            .to("identity")
            .calling("POST", "/token")
            .named("auth.write")
            .sensitive(Sensitivity.LOW)
            .answered(200)
            .every(40, NINE + 120, NINE + 240)
            .to("accounts")
            .calling("POST", "/transactions/search")
            .named("transactions.read")
            .every(40, NINE + 240, NINE + 360));
  }
}
