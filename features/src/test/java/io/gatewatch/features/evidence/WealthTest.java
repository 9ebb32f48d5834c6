package io.gatewatch.features.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WealthTest {
  private static final double ONE_IN_TEN_THOUSAND = StrictMath.log(1e4);

  /** An e-detector of capital c is wrong at most once in c rounds, whatever the gamblers do. */
  @Test
  void chanceMakesNobodyRichOftenerThanItMay() {
    SplittableRandom random = new SplittableRandom(7);
    Wealth wealth = betting(EvidenceStream.NEW_OBJECTS, 0.05, 1);
    int rounds = 2_000_000;
    int alarms = 0;
    for (int i = 0; i < rounds; i++) {
      int calls = 1 + random.nextInt(5);
      int hits = 0;
      for (int c = 0; c < calls; c++) {
        hits += random.nextDouble() < 0.05 ? 1 : 0;
      }
      wealth.bet(calls, hits);
      if (wealth.log() > ONE_IN_TEN_THOUSAND) {
        alarms++;
        wealth.reset();
      }
    }
    assertThat(alarms).isLessThan((int) (rounds / 1e4));
  }

  @Test
  void chanceMakesNobodyRichByTheMinuteEither() {
    SplittableRandom random = new SplittableRandom(8);
    Wealth wealth = betting(EvidenceStream.CALLS, 4, 1);
    int minutes = 500_000;
    int alarms = 0;
    for (int i = 0; i < minutes; i++) {
      wealth.bet(1, poisson(random, 4));
      if (wealth.log() > ONE_IN_TEN_THOUSAND) {
        alarms++;
        wealth.reset();
      }
    }
    assertThat(alarms).isLessThan((int) (minutes / 1e4));
  }

  @Test
  void aFloodIsFoundInItsFirstMinuteAndASmallRiseInTime() {
    Wealth flood = betting(EvidenceStream.CALLS, 5, 3);
    assertThat(flood.logWith(1, 100)).isGreaterThan(StrictMath.log(1e6));
    Wealth rise = betting(EvidenceStream.NEW_OBJECTS, 0.05, 2);
    int calls = 0;
    while (rise.log() < StrictMath.log(1e6) && calls < 1000) {
      rise.bet(5, 2);
      calls += 5;
    }
    assertThat(calls).isLessThan(100);
  }

  @Test
  void hitsThatUsuallyComeInClustersProveLess() {
    Wealth alone = betting(EvidenceStream.REFUSALS, 0.01, 1);
    Wealth clustered = betting(EvidenceStream.REFUSALS, 0.01, 8);
    alone.bet(30, 7);
    clustered.bet(30, 7);
    assertThat(alone.log()).isGreaterThan(StrictMath.log(1e5));
    assertThat(clustered.log()).isLessThan(StrictMath.log(100));
  }

  @Test
  void capitalSurvivesBeingStored() throws IOException {
    Wealth wealth = betting(EvidenceStream.REFUSALS, 0.01, 1);
    wealth.bet(30, 3);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    wealth.writeTo(new DataOutputStream(bytes));
    Wealth read = new Wealth(EvidenceStream.REFUSALS);
    read.readInto(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    assertThat(read.log()).isEqualTo(wealth.log()).isPositive();
    assertThat(read.logWith(5, 2)).isEqualTo(wealth.logWith(5, 2));
  }

  private static Wealth betting(EvidenceStream stream, double usual, double dispersion) {
    Wealth wealth = new Wealth(stream);
    wealth.against(usual, dispersion);
    return wealth;
  }

  static int poisson(SplittableRandom random, double mean) {
    double left = StrictMath.exp(-mean);
    int count = 0;
    for (double p = random.nextDouble(); p > left; p *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
