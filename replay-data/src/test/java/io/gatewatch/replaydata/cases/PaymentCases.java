package io.gatewatch.replaydata.cases;

import static io.gatewatch.replaydata.cases.MadeCalls.HOUR;
import static io.gatewatch.replaydata.cases.MadeCalls.agent;
import static io.gatewatch.replaydata.cases.MadeCalls.together;

import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.LogEntry;
import java.util.List;
import java.util.function.IntFunction;

/** Payment apps with a past of 33 hours: more payments, or payments of another kind. */
final class PaymentCases {
  private static final double NINE = 33 * HOUR;

  private PaymentCases() {}

  static void into(MadeCases all) {
    all.add("own-evidence/payments", PaymentCases::payments);
    all.add("own-evidence/unattended-payments", PaymentCases::unattended);
    all.add("own-evidence/standing-orders", PaymentCases::standingOrders);
  }

  private static List<LogEntry> payments() {
    return together(
        app(n -> null)
            .about(100, 0, NINE)
            .calling("POST", "/payments")
            .sensitive(n -> Sensitivity.PAYMENT)
            .answered(201)
            .about(5, NINE, NINE + 600));
  }

  /** No more payments than ever, but from nine on nobody is there. */
  private static List<LogEntry> unattended() {
    return together(
        app(n -> UserPresent.TRUE)
            .about(100, 0, NINE)
            .attended(n -> UserPresent.FALSE)
            .about(100, NINE, NINE + 3 * HOUR));
  }

  /** Every fifth payment is a standing order, as ever; for an hour nobody else pays. */
  private static List<LogEntry> standingOrders() {
    return together(
        app(n -> n / 3 % 5 == 0 ? UserPresent.FALSE : UserPresent.TRUE)
            .about(100, 0, NINE)
            .attended(n -> UserPresent.FALSE)
            .about(100, NINE, NINE + HOUR));
  }

  /** Looks at limits twice, then pays. */
  private static MadeCalls app(IntFunction<UserPresent> customer) {
    return agent("pisp-1")
        .ofClass(AgentClass.PISP)
        .to("payments")
        .calling(n -> n % 3 == 2 ? "POST" : "GET", n -> n % 3 == 2 ? "/payments" : "/limits")
        .sensitive(n -> n % 3 == 2 ? Sensitivity.PAYMENT : Sensitivity.LOW)
        .attended(customer);
  }
}
