package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.evidence.StreamReading;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A batch job of 720 customers: an eighth of them at a fixed minute of every hour, the accounts of
 * all at night. After a night or an afternoon of far more work its ordinary hours are ordinary.
 */
class BatchJobTest {
  private static final long HOUR = 3_600_000;
  private static final int CUSTOMERS = 720;
  private static final int ACCOUNTS = 1_000_000;
  private static final int DAYS = 4 * 24;

  private final TestCalls calls = new TestCalls();
  private final Seen seen = new Seen();
  private long at;

  @Test
  void whoseBooksWereClosedStillKnowsItsCustomers() {
    job(0, DAYS);
    for (int night = DAYS; night <= DAYS + 24; night += 24) {
      begin(night);
      for (int i = 0; i < 4 * CUSTOMERS; i++) {
        read("/accounts/{id}/balances", ACCOUNTS + i, 200);
        read("/accounts/{id}/statement", ACCOUNTS + i, 200);
      }
      seen.observations.clear();
      job(night + 1, night + 24);
    }
    assertThat(gathered()).isEmpty();
  }

  @Test
  void whatItWorkedOffInOneAfternoonIsNotWhatIsUsualOnTheNext() {
    job(0, DAYS);
    for (int hour = DAYS; hour < DAYS + 2; hour++) {
      begin(hour);
      for (int i = 0; i < 5_000; i++) {
        read("/accounts/{id}/balances", ACCOUNTS + i % CUSTOMERS, 300);
        read("/accounts/{id}/statement", ACCOUNTS + i % CUSTOMERS, 300);
      }
    }
    job(DAYS + 2, DAYS + 22);
    seen.observations.clear();
    job(DAYS + 22, DAYS + 30);
    assertThat(gathered()).isEmpty();
  }

  private void job(int fromHour, int toHour) {
    for (int hour = fromHour; hour < toHour; hour++) {
      begin(hour);
      for (int i = hour % 8; i < CUSTOMERS; i += 8) {
        read("/customers/{id}", i, 400);
      }
      for (int i = 0; hour % 24 == 18 && i < CUSTOMERS; i++) {
        read("/accounts/{id}/balances", ACCOUNTS + i, 200);
      }
    }
  }

  private void begin(int hour) {
    at = hour * HOUR + 3 * 60_000;
  }

  private void read(String route, int object, long thenMillis) {
    // Far from each other: nobody walks through them.
    int id = (int) (object * 7_919L % 1_999_993);
    seen.observe(calls.get(at, 200, route, TestCalls.numbered(id)));
    at += thenMillis;
  }

  /** What had gathered ten thousand to one at the end of some round. */
  private List<String> gathered() {
    List<String> gathered = new ArrayList<>();
    for (Observation observation : seen.observations) {
      for (StreamReading reading : observation.evidence()) {
        if (reading.logEvidence() > StrictMath.log(1e4)) {
          gathered.add(reading.stream() + " " + Math.round(reading.logEvidence()));
        }
      }
    }
    return gathered;
  }
}
