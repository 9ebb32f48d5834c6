package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.StreamReading;
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
