package io.gatewatch.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** What is kept of a stranger who is gone. */
class SourceRestTest {
  private static final int MOST = 320;
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;

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

  /** Nine busy hours a day with a text now and then that looks like a probe; nights at rest. */
  @Test
  void whatABusyStrangerSendsEveryDayIsItsTradeThoughItRestsByNight() {
    Random random = new Random(8);
    TestCalls calls = new TestCalls().from(Principal.source("192.0.2.0/24"));
    Seen seen = new Seen(Principal.Kind.SOURCE);
    for (int day = 0; day < 9; day++) {
      double most = trades(seen, calls, day * DAY, random);
      seen.advance((day + 1) * DAY - 1_000);
      assertThat(seen.pulseBytes().length + seen.historyBytes().length).isLessThanOrEqualTo(MOST);
      if (day == 0) {
        assertThat(most).isGreaterThan(4);
      } else if (day >= 4) {
        assertThat(most).as("day " + day).isLessThan(1.5);
      }
    }
  }

  /** Of eight routes and three kinds of text; the most that its probes add up to. */
  private static double trades(Seen seen, TestCalls calls, long from, Random random) {
    Probe.Kind[] kinds = Probe.Kind.values();
    double most = 0;
    for (long at = from; at < from + 9 * HOUR; at += 20_000 + random.nextInt(60_000)) {
      int burst = random.nextInt(20) == 0 ? 1 + random.nextInt(60) : 1;
      for (int i = 0; i < burst; i++) {
        int status = random.nextInt(40) == 0 ? 404 : 200;
        ObjectRef object = TestCalls.numbered(random.nextInt(500));
        seen.observe(calls.get(at + i * 200L, status, "/r" + random.nextInt(8), object));
      }
      if (random.nextInt(30) == 0) {
        calls.probing(new Probe(Exposure.Place.QUERY, kinds[random.nextInt(3)]));
        seen.observe(calls.get(at + 15_000, 200, "/r" + random.nextInt(2)));
        Observation last = seen.observations.get(seen.observations.size() - 1);
        calls.probing();
        most = Math.max(most, last.call().trail().marks());
      }
    }
    return most;
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
