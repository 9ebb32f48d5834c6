package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Court;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Traffic;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.features.Rounds;
import io.gatewatch.ingest.ApiCall;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Arrival, as far as the log leaves it open, must not show in what is found. */
class OrderPropertyTest {
  private static final int CALLERS = 10;

  @Test
  void theTrafficOfTheseTestsHasFindingsOfEveryKindInIt() {
    Court court = new Court(Book.shipped()).hear(Traffic.of(7));
    assertThat(court.categories())
        .contains(
            Category.CREDENTIAL_STUFFING,
            Category.OBJECT_ENUMERATION,
            Category.ENDPOINT_DISCOVERY,
            Category.VOLUME_SPIKE,
            Category.UNUSUAL_BEHAVIOUR,
            Category.CLIENT_FAULT,
            Category.SERVICE_DEGRADED);
  }

  @Property(tries = 15, seed = "2")
  void theOrderOfPrincipalsWithinARoundDoesNotShow(@ForAll long seed) {
    List<ApiCall> calls = Traffic.of(seed);
    List<ApiCall> permuted = Traffic.permutedWithinRounds(calls, Rounds.MILLIS, seed + 1);
    assertThat(permuted).isNotEqualTo(calls).hasSameSizeAs(calls);
    assertThat(new Court(Book.shipped()).hear(permuted).records())
        .isEqualTo(new Court(Book.shipped()).hear(calls).records());
  }

  @Property(tries = 15, seed = "3")
  void itDoesNotShowWhenTheClockTicksOrHowFarItStaysBehind(@ForAll long seed) {
    List<ApiCall> calls = Traffic.of(seed);
    Random random = new Random(seed + 1);
    Court court = new Court(Book.shipped());
    long last = 0;
    for (ApiCall call : calls) {
      long time = call.time().toEpochMilli();
      for (int ticks = random.nextInt(3); ticks > 0; ticks--) {
        long behind = random.nextInt(10) == 0 ? random.nextInt(60_000) : 0;
        court.tick(last + (long) (random.nextDouble() * (time - last)) - behind);
      }
      last = time;
      court.take(call);
    }
    court.tick(Long.MAX_VALUE / 2);
    assertThat(court.records()).isEqualTo(new Court(Book.shipped()).hear(calls).records());
  }

  @Test
  void itDoesNotShowWhenTheClockTicksOnlyAtTheVeryEnd() {
    List<ApiCall> calls = Traffic.of(11);
    Court court = new Court(Book.shipped());
    calls.forEach(court::take);
    court.tick(Long.MAX_VALUE / 2);
    assertThat(court.records()).isEqualTo(new Court(Book.shipped()).hear(calls).records());
  }

  @Property(tries = 15, seed = "4")
  void withoutOneCallerOnlyWhatItsPeersAndServicesShowMayChange(
      @ForAll long seed, @ForAll @IntRange(max = CALLERS - 1) int gone) {
    List<ApiCall> calls = Traffic.of(seed);
    List<String> keys = calls.stream().map(ApiCall::key).distinct().toList();
    assertThat(keys).hasSize(CALLERS);
    String absent = keys.get(gone);
    List<ApiCall> rest = calls.stream().filter(c -> !c.key().equals(absent)).toList();
    assertThat(ownFindings(rest, absent)).isEqualTo(ownFindings(calls, absent)).isNotEmpty();
  }

  private static List<String> ownFindings(List<ApiCall> calls, String except) {
    return new Court(Book.shipped())
        .hear(calls).detections().stream()
            .filter(d -> d.need() == Need.OWN && !d.entity().key().equals(except))
            .sorted(
                Comparator.comparing(Detection::time)
                    .thenComparing(d -> d.entity().key())
                    .thenComparing(Detection::detector))
            .map(Court::json)
            .toList();
  }
}
