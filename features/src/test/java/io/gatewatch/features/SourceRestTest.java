package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is kept of a stranger who is gone. */
class SourceRestTest {
  private static final int MOST = 320;
  private static final long HOUR = 3_600_000;

  @Property(tries = 200, seed = "4")
  void whateverAStrangerSendsLittleIsKeptAnHourLater(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 12) int bursts) {
    AdverseCalls calls = new AdverseCalls(seed);
    Seen seen = new Seen(Principal.Kind.SOURCE);
    for (int i = 0; i < bursts; i++) {
      calls.burst().forEach(seen::observe);
    }
    seen.advance(calls.at() + HOUR);
    assertThat(seen.pulseBytes().length + seen.historyBytes().length).isLessThanOrEqualTo(MOST);
  }

  @Test
  void anOrdinaryStrangerIsKnownAgainAfterAnHour() {
    TestCalls calls = new TestCalls().from(Principal.source("192.0.2.0/24"));
    Seen seen = new Seen(Principal.Kind.SOURCE);
    for (int i = 0; i < 8; i++) {
      seen.observe(calls.get(i * 1_000L, 200, "/r" + i % 4, TestCalls.numbered(i)));
    }
    for (int i = 0; i < 8; i++) {
      seen.observe(calls.get(HOUR + i * 1_000L, 200, "/r" + i % 4, TestCalls.numbered(i)));
    }
    assertThat(seen.feature(Feature.NEW_ROUTES_5M)).isZero();
    assertThat(seen.feature(Feature.NEW_OBJECTS_5M)).isZero();
  }

  /** Whether engines look in early, or store it and read it back, must not show. */
  @Property(tries = 50, seed = "5")
  void itDoesNotMatterWhenAnybodyLooks(@ForAll long seed) throws IOException {
    AdverseCalls calls = new AdverseCalls(seed);
    Seen plain = new Seen(Principal.Kind.SOURCE);
    Seen eager = new Seen(Principal.Kind.SOURCE);
    long last = 0;
    for (int i = 0; i < 6; i++) {
      List<ApiCall> burst = calls.burst();
      long next = burst.get(0).time().toEpochMilli() - TestCalls.START;
      for (long look = last + HOUR / 8; i > 0 && look < next; look += HOUR / 8) {
        eager.advance(look);
      }
      burst.forEach(plain::observe);
      burst.forEach(eager::observe);
      eager = eager.readBack();
      last = calls.at();
      assertThat(eager.pulseBytes()).isEqualTo(plain.pulseBytes());
      assertThat(eager.historyBytes()).isEqualTo(plain.historyBytes());
    }
  }
}
