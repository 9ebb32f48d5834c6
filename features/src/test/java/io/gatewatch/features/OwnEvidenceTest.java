package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.StreamReading;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.Principal;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What an agent's calls say against it after two ordinary days. */
class OwnEvidenceTest {
  private static final long MINUTE = 60_000;
  private static final int TWO_DAYS = 2 * 24 * 60;
  private static final String[] HABIT = {"/accounts", "/accounts/{id}", "/accounts/{id}/balances"};

  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();

  @Test
  void moreOfTheSameSaysNothing() {
    ordinary(TWO_DAYS + 8 * 60);
    assertThat(loud()).isEmpty();
  }

  @Test
  void anAlienOrderAndUnknownRoutesAreHeard() {
    ordinary(TWO_DAYS);
    for (int i = 0; i < 60; i++) {
      seen.observe(calls.get(TWO_DAYS * MINUTE + i * 9_000L, 200, "/payees/" + i % 12 + "/limits"));
    }
    assertThat(loud()).contains(EvidenceStream.NEW_ROUTES, EvidenceStream.NEW_ORDER);
  }

  @Test
  void knownCallsInAnOrderThatIsRareAreHeard() {
    inOrder(0, TWO_DAYS, 1);
    inOrder(TWO_DAYS, TWO_DAYS + 30, 3);
    // Every turn of that order is known by now; only how seldom it was taken speaks.
    inOrder(TWO_DAYS + 30, TWO_DAYS + 24 * 60, 1);
    assertThat(loud()).contains(EvidenceStream.RARE_ORDER);
    seen.observations.clear();
    inOrder(TWO_DAYS + 24 * 60, TWO_DAYS + 25 * 60, 3);
    assertThat(loud()).containsExactly(EvidenceStream.RARE_ORDER);
  }

  @Test
  void oneNewTurnTakenAgainAndAgainIsNotAnotherOrder() {
    inOrder(0, TWO_DAYS, 1);
    for (int i = 0; i < 200; i++) {
      seen.observe(calls.get(TWO_DAYS * MINUTE + i * 10_000L, 200, "/step/" + (i % 2 * 4)));
    }
    assertThat(loud()).doesNotContain(EvidenceStream.RARE_ORDER);
  }

  /** Six calls a minute to seven routes, each so many steps from the one before. */
  private void inOrder(int fromMinute, int toMinute, int step) {
    for (int i = fromMinute * 6; i < toMinute * 6; i++) {
      seen.observe(calls.get(i * 10_000L + i % 7, 200, "/step/" + i * step % 7));
    }
  }

  @Test
  void readingOneNewAccountAfterTheOtherIsHeardAtAnOrdinaryPace() {
    ordinary(TWO_DAYS);
    for (int i = 0; i < 90; i++) {
      seen.observe(
          calls.get(
              TWO_DAYS * MINUTE + i * 20_000L, 200, HABIT[1], TestCalls.numbered(5_000 + i * 7)));
    }
    assertThat(loud()).contains(EvidenceStream.NEW_OBJECTS);
  }

  @Test
  void paymentsWithoutTheCustomerAreHeardOfWhoNeverMakesThem() {
    paying(0, TWO_DAYS, 3, UserPresent.TRUE);
    assertThat(loud()).isEmpty();
    paying(TWO_DAYS, TWO_DAYS + 90, 3, UserPresent.FALSE);
    assertThat(loud()).containsExactly(EvidenceStream.UNATTENDED);
  }

  @Test
  void paymentsWithoutTheCustomerAreTheTradeOfWhoMakesThemEveryDay() {
    for (int hour = 0; hour < 48; hour++) {
      paying(60 * hour, 60 * hour + 30, 3, UserPresent.TRUE);
      paying(60 * hour + 30, 60 * hour + 60, 3, UserPresent.FALSE);
    }
    seen.observations.clear();
    paying(TWO_DAYS, TWO_DAYS + 90, 3, UserPresent.FALSE);
    assertThat(loud()).isEmpty();
  }

  @Test
  void whereNobodySaysWhetherTheCustomerIsThereNothingIsHeard() {
    paying(0, TWO_DAYS, 3, UserPresent.TRUE);
    paying(TWO_DAYS, TWO_DAYS + 90, 3, UserPresent.UNKNOWN);
    assertThat(loud()).isEmpty();
  }

  /** Payments that are made up for after an outage come when their customers have left. */
  @Test
  void paymentsSentAgainWhileABackendFailsAreNotHeard() {
    paying(0, TWO_DAYS, 3, UserPresent.TRUE);
    calls.calling("POST", Sensitivity.PAYMENT).attended(UserPresent.FALSE);
    for (int i = 0; i < 90; i++) {
      int status = i % 3 == 0 ? 201 : 503;
      seen.observe(calls.get(TWO_DAYS * MINUTE + i * 180_000L, status, "/payments"));
    }
    assertThat(loud()).doesNotContain(EvidenceStream.UNATTENDED);
  }

  /** One payment every so many minutes. */
  private void paying(int fromMinute, int toMinute, int every, UserPresent customer) {
    calls.calling("POST", Sensitivity.PAYMENT).attended(customer);
    for (int minute = fromMinute; minute < toMinute; minute += every) {
      seen.observe(calls.get(minute * MINUTE, 201, "/payments"));
    }
  }

  @Test
  void retriesWhileABackendFailsSpeakAgainstNobody() {
    ordinary(TWO_DAYS);
    for (int i = 0; i < 3_000; i++) {
      int status = i % 3 == 0 ? 200 : 503;
      seen.observe(
          calls.get(TWO_DAYS * MINUTE + i * 100L, status, HABIT[1], TestCalls.numbered(3)));
    }
    assertThat(loud()).isEmpty();
  }

  @Test
  void sourcesHaveNoStreams() {
    assertThat(new History(Principal.Kind.SOURCE).evidence()).isNull();
  }

  /** Six calls a minute, about its twenty accounts. */
  private void ordinary(int minutes) {
    for (int i = 0; i < minutes * 6; i++) {
      seen.observe(
          calls.get(i * 10_000L + i % 7, 200, HABIT[i % 3], TestCalls.numbered(i / 3 % 20)));
    }
  }

  /** Streams that had gathered a hundred thousand to one at the end of some round. */
  private Set<EvidenceStream> loud() {
    Set<EvidenceStream> loud = new TreeSet<>();
    for (Observation observation : seen.observations) {
      for (StreamReading reading : observation.evidence()) {
        if (reading.logEvidence() > StrictMath.log(1e5)) {
          loud.add(reading.stream());
        }
      }
    }
    return loud;
  }
}
