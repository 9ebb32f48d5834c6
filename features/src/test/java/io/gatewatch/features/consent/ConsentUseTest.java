package io.gatewatch.features.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConsentUseTest {
  private static final long START = 1_770_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;

  private final ConsentUse use = new ConsentUse();

  @Test
  void fourADayAreAllowedForEverAndTheFifthIsNot() {
    for (int i = 0; i < 40; i++) {
      long early = i % 3 == 0 ? -2L * MINUTE : 0;
      assertThat(use.access(1, START + i * (6 * HOUR) + early, 4)).isFalse();
    }
    long last = START + 39 * (6 * HOUR);
    assertThat(use.access(1, last + 3 * HOUR, 4)).isTrue();
    assertThat(use.excess(last + 3 * HOUR)).isEqualTo(1);
    assertThat(use.excess(last + 40 * HOUR)).isZero();
  }

  @Test
  void pagesOfOneAccessAreOneAccessForAnHourAtMost() {
    for (int page = 0; page < 55; page++) {
      assertThat(use.access(1, START + page * MINUTE, 4)).isFalse();
    }
    boolean beyond = false;
    for (int page = 55; page < 6 * 60; page++) {
      beyond |= use.access(1, START + page * MINUTE, 4);
    }
    assertThat(beyond).isTrue();
  }

  @Test
  void otherAccountsAndEndpointsHaveFourOfTheirOwn() {
    for (int i = 0; i < 4; i++) {
      for (int place = 1; place <= 50; place++) {
        assertThat(use.access(place, START + i * HOUR, 4)).isFalse();
      }
    }
    assertThat(use.access(17, START + 5 * HOUR, 4)).isTrue();
  }

  @Test
  void anAgentWithManyConsentsIsJudgedByASampleOfThem() throws IOException {
    Random random = new Random(3);
    int[] places = random.ints(20_000).map(i -> i | 1).toArray();
    for (int access = 0; access < 6; access++) {
      for (int i = 0; i < places.length; i++) {
        use.access(places[i], START + access * HOUR, 4);
      }
    }
    int judged = (int) Math.round(20_000 * use.sampled());
    assertThat(judged).isBetween(100, 1_300);
    assertThat(use.excess(START + 5 * HOUR)).isBetween(28_000.0, 52_000.0);
    assertThat(bytes(use)).hasSizeLessThan(14_000);
  }

  @Test
  void oneBroadDayDoesNotBlindItForEver() {
    for (int place = 1; place <= 6_000; place++) {
      use.access(place * 0x9e3779b9, START, 4);
    }
    assertThat(use.sampled()).isLessThan(0.2);
    for (int day = 1; day < 12; day++) {
      use.access(0x9e3779b9, START + day * (24 * HOUR), 4);
    }
    assertThat(use.sampled()).isEqualTo(1);
  }

  @Test
  void aStateReadBackGoesOnAsBefore() throws IOException {
    Random random = new Random(5);
    ConsentUse read = null;
    for (int i = 0; i < 20_000; i++) {
      int place = 1 + random.nextInt(900);
      long time = START + i * 20_000L;
      boolean beyond = use.access(place * 0x9e3779b9, time, 4);
      if (read != null) {
        assertThat(read.access(place * 0x9e3779b9, time, 4)).isEqualTo(beyond);
      }
      if (i % 5_000 == 4_999) {
        read = new ConsentUse();
        read.readInto(new DataInputStream(new ByteArrayInputStream(bytes(use))), 6);
      }
    }
    assertThat(bytes(read)).isEqualTo(bytes(use));
  }

  @Test
  void whatWasAgreedIsAllowedAndNoMore() throws IOException {
    for (int allowed : new int[] {1, 2, 4, 12, 24}) {
      ConsentUse agreed = new ConsentUse();
      for (int i = 0; i < 3 * allowed; i++) {
        assertThat(agreed.access(1, START + i * (24 * HOUR / allowed), allowed)).isFalse();
      }
      ConsentUse read = new ConsentUse();
      read.readInto(new DataInputStream(new ByteArrayInputStream(bytes(agreed))), 6);
      // A day is 22½ h: of many accesses one more is allowed, or two.
      long last = START + 72 * HOUR - 24 * HOUR / allowed;
      boolean beyond = false;
      for (int more = 1; more <= 3; more++) {
        boolean told = agreed.access(1, last + more * (6 * MINUTE), allowed);
        assertThat(read.access(1, last + more * (6 * MINUTE), allowed)).isEqualTo(told);
        beyond |= told;
      }
      assertThat(beyond).as(allowed + " a day").isTrue();
    }
  }

  /** What was remembered before the agreement counts, as far as it was. */
  @Test
  void anAgreementCountsFromTheNextAccess() {
    for (int i = 0; i < 4; i++) {
      use.access(1, START + i * HOUR, 4);
    }
    for (int i = 4; i < 12; i++) {
      assertThat(use.access(1, START + i * HOUR, 12)).isFalse();
    }
    assertThat(use.access(1, START + 12 * HOUR, 12)).isTrue();
    assertThat(use.access(1, START + 13 * HOUR, 4)).isTrue();
  }

  private static byte[] bytes(ConsentUse use) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    use.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
