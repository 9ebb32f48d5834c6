package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.Feed;
import io.gatewatch.ingest.FeedCount;
import io.gatewatch.ingest.FeedReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** When the silence of a source is news, and when it is not. */
class SilentFeedTest {
  private final Gateway kong = new Gateway("", Gateway.dayAndNight(5));

  @Test
  void aGatewayThatDiesAtNoonIsFoundWithinMinutes() {
    Watched watched = new Watched(kong).learn();
    Instant noon = watched.now;
    kong.dies();
    watched.run(Duration.ofMinutes(30));
    Detection first = watched.told.get(0);
    assertThat(watched.minutesToFirst(noon)).isBetween(5L, 7L);
    assertThat(first.category()).isEqualTo(Category.TELEMETRY_GAP);
    assertThat(first.need()).as("an operations alert").isEqualTo(Need.SAME);
    assertThat(first.severity()).isEqualTo(Severity.HIGH);
    assertThat(first.entity())
        .isEqualTo(
            new Entity(Entity.Kind.SERVICE, "feed kong", null, "bank/edge/service/feed%20kong"));
    assertThat(first.title()).isEqualTo("feed kong has fallen silent");
    assertThat(first.summary())
        .isEqualTo(
            "no readable line for 5 min (longest usual pause at this hour: 10 s); "
                + "no detector sees its calls");
    assertThat(first.counterfactual()).isEqualTo("quiet with one readable line in the last 5 min");
    for (int ago = 10; ago <= 300; ago += 10) {
      Watched again = new Watched(kong).learn();
      again.until(first.time().minusSeconds(ago));
      kong.rate(Gateway.dayAndNight(5));
      again.run(Duration.ofSeconds(10));
      kong.dies();
      assertThat(again.until(first.time()).told).as(ago + " s before").isEmpty();
    }
  }

  @Test
  void itIsOneEpisodeToldEveryFiveMinutesUntilTheFeedIsBack() {
    Watched watched = new Watched(kong).learn();
    kong.dies();
    watched.run(Duration.ofHours(3));
    kong.rate(Gateway.dayAndNight(5));
    Instant back = watched.now;
    watched.run(Duration.ofHours(3));
    assertThat(watched.toldSince(back)).isEmpty();
    assertThat(watched.told).hasSize(36);
    assertThat(watched.told).extracting(Detection::detectionId).containsOnly(id(watched, 0));
    for (int i = 0; i < watched.told.size(); i++) {
      assertThat(watched.told.get(i).sequence()).isEqualTo(i);
    }
    kong.dies();
    watched.run(Duration.ofHours(1));
    assertThat(id(watched, 36)).as("a second silence").isNotEqualTo(id(watched, 0));
  }

  @Test
  void aFeedThatIsQuietAtNightAndAtWeekendsIsNeverCalledSilent() {
    Gateway office = new Gateway("", Gateway.officeHours(2));
    Watched watched = new Watched(office);
    watched.step = Duration.ofSeconds(30);
    watched.run(Duration.ofDays(35));
    assertThat(watched.told).isEmpty();
    Instant noon = Watched.at(35, 12, 0);
    watched.until(noon);
    office.dies();
    watched.run(Duration.ofHours(1));
    assertThat(watched.minutesToFirst(noon)).isLessThan(10);
  }

  @Test
  void aDayOffAndAClockPutForwardAreNoGap() {
    ToDoubleFunction<Instant> plain = Gateway.officeHours(2);
    Gateway office = new Gateway("", plain);
    Watched watched = new Watched(office);
    watched.step = Duration.ofSeconds(30);
    watched.until(Watched.at(21, 0, 0));
    office.dies();
    watched.until(Watched.at(22, 0, 0));
    office.rate(t -> plain.applyAsDouble(t.plus(Duration.ofHours(1))));
    watched.until(Watched.at(28, 0, 0));
    office.rate(t -> plain.applyAsDouble(t.minus(Duration.ofHours(1))));
    watched.until(Watched.at(35, 0, 0));
    assertThat(watched.told).isEmpty();
  }

  @Test
  void aFeedThatDiesByNightIsFoundEvenThoughItMightHaveBeenADayOff() {
    Gateway office = new Gateway("", Gateway.officeHours(2));
    Watched watched = new Watched(office);
    watched.step = Duration.ofSeconds(30);
    watched.until(Watched.at(22, 0, 0));
    office.dies();
    watched.until(Watched.at(28, 0, 0));
    assertThat(watched.told.get(0).time()).isBefore(Watched.at(27, 0, 0));
  }

  @Test
  void aNewFeedIsNotJudgedInItsFirstWeek() {
    Watched watched = new Watched(kong);
    watched.step = Duration.ofSeconds(30);
    watched.until(Watched.at(3, 12, 0));
    kong.dies();
    watched.until(Watched.at(8, 0, 0));
    assertThat(watched.told).isEmpty();
  }

  @Test
  void aBatchOnceADayIsNotMissedEachNightButIsWhenItStaysAway() {
    Gateway batch =
        new Gateway(
            "",
            t -> {
              double start = 2 + 0.4 * new Random(t.getEpochSecond() / 86_400 * 7919).nextDouble();
              double hour = Gateway.hour(t);
              return hour >= start && hour < start + 0.1 ? 50 : 0;
            });
    Watched watched = new Watched(batch);
    watched.step = Duration.ofSeconds(60);
    watched.run(Duration.ofDays(42));
    assertThat(watched.told).isEmpty();
    assertThat(watched.watch.sources()).isEqualTo(1);
  }

  @Test
  void linesThatAreShippedEveryFiveMinutesAreNoSilenceInBetween() {
    Gateway shipper = new Gateway("", t -> t.getEpochSecond() % 300 < 10 ? 100 : 0);
    Watched watched = new Watched(shipper);
    watched.run(Duration.ofDays(15));
    assertThat(watched.told).isEmpty();
    Instant end = watched.now;
    shipper.dies();
    watched.run(Duration.ofHours(1));
    assertThat(watched.minutesToFirst(end)).isBetween(10L, 40L);
  }

  @Test
  void callsAtRandomFarApartAreNoSilenceEither() {
    for (double perSecond : new double[] {0.3, 0.03, 0.003}) {
      Watched watched = new Watched(new Gateway("" + perSecond, Gateway.dayAndNight(perSecond)));
      watched.step = Duration.ofSeconds(60);
      watched.run(Duration.ofDays(42));
      assertThat(watched.told).as("%s a second", perSecond).isEmpty();
    }
  }

  @Test
  void aRestartOfTheCollectorIsNobodysSilence() {
    for (int minutes : new int[] {1, 5, 40}) {
      Watched watched = new Watched(kong).learn();
      watched.collectorUp = false;
      kong.dies();
      watched.run(Duration.ofMinutes(minutes));
      watched.collectorUp = true;
      watched.run(Duration.ofMinutes(minutes == 1 ? 3 : 6));
      kong.rate(Gateway.dayAndNight(5));
      watched.run(Duration.ofHours(1));
      assertThat(watched.told).as("away for %s min", minutes).isEmpty();
    }
  }

  @Test
  void aFeedThatStaysAwayAfterARestartIsFound() {
    Watched watched = new Watched(kong, new Gateway("nginx", "", Gateway.dayAndNight(3))).learn();
    watched.collectorUp = false;
    watched.run(Duration.ofMinutes(2));
    watched.collectorUp = true;
    Instant back = watched.now;
    kong.dies();
    watched.run(Duration.ofHours(1));
    assertThat(watched.minutesToFirst(back)).isBetween(10L, 20L);
    assertThat(watched.told).extracting(d -> d.entity().id()).containsOnly("feed kong");
  }

  @Test
  void aSilenceThatWasToldGoesOnThroughARestart() {
    Watched watched = new Watched(kong).learn();
    kong.dies();
    watched.run(Duration.ofMinutes(20));
    watched.collectorUp = false;
    watched.run(Duration.ofMinutes(2));
    watched.collectorUp = true;
    watched.run(Duration.ofMinutes(20));
    assertThat(watched.told).extracting(Detection::detectionId).containsOnly(id(watched, 0));
  }

  @Test
  void whenNothingComesFromAnybodyTheFindingSuspectsUs() {
    Gateway nginx = new Gateway("nginx", "", Gateway.dayAndNight(3));
    Watched watched = new Watched(kong, nginx).learn();
    kong.dies();
    nginx.dies();
    watched.run(Duration.ofMinutes(10));
    assertThat(watched.told).extracting(d -> d.entity().id()).contains("feed kong", "feed nginx");
    assertThat(watched.told)
        .allSatisfy(d -> assertThat(d.summary()).contains("look on our side first"));
  }

  @Test
  void timeThatIsCaughtUpProvesNoSilence() {
    Gateway sample = new Gateway("kong", "", Gateway.dayAndNight(5));
    Gateway people = new Gateway("nginx", "", Gateway.dayAndNight(3));
    Watched watched = new Watched(sample, people).learn();
    people.dies();
    watched.step = Duration.ofMinutes(20);
    watched.run(Duration.ofHours(10));
    watched.step = Duration.ofSeconds(10);
    people.rate(Gateway.dayAndNight(3));
    watched.run(Duration.ofHours(1));
    assertThat(watched.told).isEmpty();
  }

  @Test
  void aWeeklyMaintenanceIsToldTwiceAndThenUsual() {
    ToDoubleFunction<Instant> plain = Gateway.dayAndNight(5);
    kong.rate(
        t -> {
          double hour = Gateway.hour(t);
          boolean away = Gateway.day(t) == 7 && hour >= 1.9 && hour < 4;
          return away && t.isAfter(Watched.at(20, 0, 0)) ? 0 : plain.applyAsDouble(t);
        });
    Watched watched = new Watched(kong);
    watched.step = Duration.ofSeconds(30);
    watched.run(Duration.ofDays(49));
    assertThat(watched.told.stream().filter(d -> d.sequence() == 0))
        .extracting(Detection::time)
        .allSatisfy(t -> assertThat(t).isBefore(Watched.at(28, 0, 0)))
        .hasSizeBetween(1, 2);
  }

  @Test
  void aFeedThatIsGoneForAWeekIsGivenUp() {
    Watched watched = new Watched(kong, new Gateway("nginx", "", Gateway.dayAndNight(3))).learn();
    kong.dies();
    watched.step = Duration.ofSeconds(30);
    watched.run(Duration.ofDays(8));
    int told = watched.told.size();
    watched.run(Duration.ofDays(1));
    assertThat(watched.told).hasSize(told);
    assertThat(watched.watch.sources()).isEqualTo(1);
  }

  @Test
  void aFeedThatAReportHadNoPlaceForIsNotCalledSilent() {
    Watched watched = new Watched(kong).learn();
    FeedCount rest =
        new FeedCount(Feed.restOf("bank"), 9, 9, 0, 0, 0, new TreeMap<>(), new TreeMap<>());
    for (int round = 0; round < 180; round++) {
      Instant from = watched.now.plusSeconds(10L * round);
      List<FeedCount> counts = round % 2 == 0 ? List.of(rest) : List.of();
      watched.watch.offer(new FeedReport("w0", from, from.plusSeconds(10), counts));
    }
    watched.watch.drain(Long.MAX_VALUE - 1, Watched.BOOK, watched.told::add);
    assertThat(watched.told).isEmpty();
  }

  private static String id(Watched watched, int i) {
    List<Detection> told = watched.told;
    return told.get(i).detectionId();
  }
}
