package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.CallField;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When the lines of a source look different, and which difference is none. */
class ChangedFeedTest {
  private final Gateway kong = new Gateway("", Gateway.dayAndNight(5));

  @Test
  void aLogFormatWithoutSizesNamesTheFieldAndTheDetectorsThatMissIt() {
    Watched watched = new Watched(kong).learn();
    Instant changed = watched.now;
    kong.filled.put(CallField.BYTES_OUT, 0.0);
    watched.run(Duration.ofHours(1));
    Detection first = watched.told.get(0);
    assertThat(watched.minutesToFirst(changed)).isLessThan(5);
    assertThat(first.title()).isEqualTo("feed kong no longer logs bytesOut");
    assertThat(first.summary())
        .contains("calls without bytesOut")
        .contains("(usual: up to 0 %)")
        .endsWith("weaker: model, rule.own-evidence");
    assertThat(first.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(first.evidence()).extracting(Evidence::feature).containsExactly("without_bytesOut");
    assertThat(watched.told).extracting(Detection::detectionId).containsOnly(first.detectionId());
    kong.filled.put(CallField.BYTES_OUT, 1.0);
    Instant back = watched.now;
    watched.run(Duration.ofHours(2));
    assertThat(watched.toldSince(back.plus(Duration.ofMinutes(15)))).isEmpty();
  }

  @Test
  void whenAgentsAreNoLongerProvenTheBlindDetectorsAreNamedFirst() {
    Watched watched = new Watched(kong).learn();
    kong.filled.put(CallField.AGENT, 0.0);
    watched.run(Duration.ofHours(1));
    assertThat(watched.told.get(0).summary()).contains("blind: model, rule.above-stage,");
  }

  @Test
  void whatOneNodeInTenNoLongerLogsIsFoundToo() {
    Watched watched = new Watched(kong).learn();
    kong.filled.put(CallField.LATENCY, 0.9);
    watched.run(Duration.ofHours(3));
    assertThat(watched.told.get(0).title()).endsWith("no longer logs latencyMillis");
  }

  @Test
  void anUpgradeAfterWhichNothingCanBeReadIsFoundBeforeItCountsAsSilence() {
    Watched watched = new Watched(kong).learn();
    Instant upgraded = watched.now;
    kong.rejectedShare = 1;
    kong.reason = "time_missing";
    watched.run(Duration.ofMinutes(20));
    Detection first = watched.told.get(0);
    assertThat(watched.minutesToFirst(upgraded)).isLessThan(5);
    assertThat(first.title()).isEqualTo("feed kong sends lines that cannot be read");
    assertThat(first.summary()).contains("mostly time_missing");
    Detection second = watched.told.get(1);
    assertThat(second.detectionId()).isEqualTo(first.detectionId());
    assertThat(second.severity()).isEqualTo(Severity.HIGH);
    assertThat(second.summary()).contains("no readable line for").contains("time_missing");
  }

  @Test
  void aGatewayWhoseClockIsFastIsToldOf() {
    Watched watched = new Watched(kong).learn();
    kong.datedAheadShare = 1;
    watched.run(Duration.ofMinutes(10));
    assertThat(watched.told.get(0).title()).isEqualTo("feed kong dates its calls ahead");
  }

  @Test
  void aSlowDeclineIsNotTakenForTheNorm() {
    Watched watched = new Watched(kong).learn();
    watched.step = Duration.ofSeconds(30);
    double share = 1;
    for (int hour = 0; hour < 14 * 24 && watched.told.isEmpty(); hour++) {
      share -= 0.5 / (14 * 24);
      kong.filled.put(CallField.BYTES_OUT, share);
      watched.run(Duration.ofHours(1));
    }
    assertThat(watched.told).isNotEmpty();
    assertThat(share).isGreaterThan(0.75);
  }

  @Test
  void aFloodOfStrangersDoesNotMakeAgentsLost() {
    Watched watched = new Watched(kong).learn();
    kong.rate(t -> 500);
    kong.filled.put(CallField.AGENT, 0.01);
    kong.filled.put(CallField.OBJECTS, 0.006);
    watched.run(Duration.ofHours(2));
    assertThat(watched.told).isEmpty();
  }

  @Test
  void whatComesAndGoesWithTheHourIsNotJudged() {
    Gateway gateway = new Gateway("", Gateway.dayAndNight(5));
    Watched watched = new Watched(gateway);
    watched.step = Duration.ofSeconds(30);
    for (int day = 0; day < 21; day++) {
      gateway.filled.put(CallField.AGENT, 0.85);
      watched.until(Watched.at(day, 20, 0));
      gateway.filled.put(CallField.AGENT, 0.0);
      gateway.filled.put(CallField.BYTES_OUT, 0.5);
      watched.until(Watched.at(day + 1, 6, 0));
      gateway.filled.put(CallField.BYTES_OUT, 1.0);
    }
    assertThat(watched.told).isEmpty();
    gateway.filled.put(CallField.AGENT, 0.0);
    watched.until(Watched.at(21, 12, 0));
    assertThat(watched.told).as("but by day it is").isNotEmpty();
  }

  @Test
  void aFaultAtClosingTimeIsNotToldAllNight() {
    Gateway office = new Gateway("", Gateway.officeHours(2));
    Watched watched = new Watched(office);
    watched.step = Duration.ofSeconds(30);
    watched.until(Watched.at(21, 16, 0));
    office.filled.put(CallField.BYTES_OUT, 0.0);
    watched.until(Watched.at(21, 22, 0));
    assertThat(watched.told).isNotEmpty();
    Instant night = watched.now;
    watched.until(Watched.at(22, 5, 0));
    assertThat(watched.toldSince(night)).isEmpty();
    watched.until(Watched.at(22, 12, 0));
    assertThat(watched.toldSince(night))
        .extracting(Detection::detectionId)
        .as("the next day goes on with it")
        .isNotEmpty()
        .containsOnly(watched.told.get(0).detectionId());
  }

  @Test
  void aFewBrokenLinesAreNotNews() {
    kong.rejectedShare = 0.004;
    Watched watched = new Watched(kong).learn();
    kong.rejectedShare = 0.012;
    watched.run(Duration.ofDays(2));
    assertThat(watched.told).isEmpty();
  }

  @Test
  void aChangeThatLastsBecomesTheNormAfterThreeDays() {
    Watched watched = new Watched(kong).learn();
    watched.step = Duration.ofSeconds(30);
    kong.filled.put(CallField.BYTES_OUT, 0.0);
    watched.run(Duration.ofDays(2));
    int told = watched.told.size();
    assertThat(told).isGreaterThan(500);
    watched.run(Duration.ofDays(3));
    Instant usual = watched.now;
    watched.run(Duration.ofDays(2));
    assertThat(watched.toldSince(usual)).isEmpty();
  }
}
