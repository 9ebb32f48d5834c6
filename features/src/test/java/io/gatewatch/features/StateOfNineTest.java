package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.evidence.EvidenceStream;
import io.gatewatch.features.evidence.StreamReading;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.ApiCall.UserPresent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class StateOfNineTest {
  private static final Path SAMPLE = Path.of("src/test/resources/state/history-v9-agent.bin");
  private static final long MINUTE = 60_000;
  private static final int TWO_DAYS = 2 * 24 * 60;

  /** Written by history version 9, once, with -Dgatewatch.states.write=true; never again. */
  @Test
  void whoseCustomersAreThereIsReadToTheBit() throws IOException {
    Seen sample = sampleOfNine();
    if (Boolean.getBoolean("gatewatch.states.write")) {
      Files.write(SAMPLE, sample.historyBytes());
    }
    Seen read = new Seen(sample.pulse, History.readFrom(StateTest.stored("history-v9-agent.bin")));
    assertThat(read.historyBytes()).isEqualTo(sample.historyBytes());
    assertThat(unattended(read, TWO_DAYS)).isGreaterThan(StrictMath.log(1e5));
  }

  /** Of before, nothing is known of its customers: a day of payments is only learned. */
  @Test
  void anAgentOfBeforeLearnsItFirst() throws IOException {
    Seen read =
        new Seen(
            Pulse.readFrom(StateTest.stored("pulse-v5-agent.bin")),
            History.readFrom(StateTest.stored("history-v8-agent.bin")));
    assertThat(unattended(read, 10 * 60)).isZero();
    pay(read, 12 * 60, TWO_DAYS, UserPresent.TRUE);
    assertThat(unattended(read, TWO_DAYS)).isGreaterThan(StrictMath.log(1e5));
  }

  /** What thirty payments without their customer say from that minute on. */
  private static double unattended(Seen seen, int fromMinute) {
    pay(seen, fromMinute, fromMinute + 60, UserPresent.FALSE);
    return seen.observations.stream()
        .flatMap(o -> o.evidence().stream())
        .filter(r -> r.stream() == EvidenceStream.UNATTENDED)
        .mapToDouble(StreamReading::logEvidence)
        .max()
        .orElse(0);
  }

  private static Seen sampleOfNine() {
    Seen seen = new Seen();
    pay(seen, 0, TWO_DAYS, UserPresent.TRUE);
    return seen;
  }

  private static void pay(Seen seen, int fromMinute, int toMinute, UserPresent customer) {
    TestCalls calls = new TestCalls().calling("POST", Sensitivity.PAYMENT).attended(customer);
    for (int minute = fromMinute; minute < toMinute; minute += 2) {
      seen.observe(calls.call(customer + "-" + minute, minute * MINUTE, 201, "/payments"));
    }
  }
}
