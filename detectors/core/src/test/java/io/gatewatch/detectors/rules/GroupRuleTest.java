package io.gatewatch.detectors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.TestCalls;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule of one's own about one operation group. */
class GroupRuleTest {
  private static final int HOUR = 3_600;
  private static final String PAYMENTS =
      """
      rules:
        - id: payments-twice
          version: 1
          category: payment_burst
          severity: medium
          thresholds: {timesUsual: 2, known: 30}
          window: 5m
          condition: |
            call.operationGroup == "payments" && group_busy_minutes >= known
            && group_calls >= timesUsual * usual_group_calls
          verb: pays far more often than usual
          explanation: "{group_calls} payments in 5 min (usual: {number(usual_group_calls)})"
          owasp: ["API6:2023"]
      """;

  @Test
  void paymentsAtTwiceTheirUsualAreHeardAmongManyOtherCalls() {
    List<Detection> found = found(usual().named("payments").every(15, HOUR, HOUR + 300));
    assertThat(found).isNotEmpty();
    assertThat(found.get(0).title()).isEqualTo("the a pays far more often than usual");
    assertThat(found.get(0).summary()).matches("2\\d payments in 5 min \\(usual: 9\\.\\d\\)");
    assertThat(found.get(0).time()).isBetween(after(HOUR + 60), after(HOUR + 300));
  }

  @Test
  void asManyCallsToAnotherGroupAreNot() {
    assertThat(found(usual().named("accounts").every(15, HOUR, HOUR + 300))).isEmpty();
  }

  /** Within the first half hour nobody knows what is usual. */
  @Test
  void norAnAgentThatNobodyKnows() {
    TestCalls calls = TestCalls.agent("a").named("payments").every(60, 0, 600);
    assertThat(found(calls.every(2, 600, 900))).isEmpty();
  }

  /** An hour of ten accounts and two payments a minute; a quarter of an hour more of accounts. */
  private static TestCalls usual() {
    return TestCalls.agent("a")
        .named("accounts")
        .every(6, 0, HOUR + 900)
        .calling("POST", "/payments")
        .named("payments")
        .every(30, 0.5, HOUR + 900);
  }

  private static Instant after(int seconds) {
    return Instant.ofEpochMilli(TestCalls.START).plusSeconds(seconds);
  }

  private static List<Detection> found(TestCalls calls) {
    ControlRecord record = ControlRecord.of(ControlRecord.RULES, "own", 1, Instant.EPOCH, PAYMENTS);
    return new Court(Book.of(List.of(record)))
        .hear(TestCalls.together(List.of(calls)))
        .detections();
  }
}
