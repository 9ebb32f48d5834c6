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
      assertThat(use.access(1, START + i * (6 * HOUR) + early)).isFalse();
    }
    long last = START + 39 * (6 * HOUR);
    assertThat(use.access(1, last + 3 * HOUR)).isTrue();
    assertThat(use.excess(last + 3 * HOUR)).isEqualTo(1);
    assertThat(use.excess(last + 40 * HOUR)).isZero();
  }

  @Test
  void pagesOfOneAccessAreOneAccessForAnHourAtMost() {
    for (int page = 0; page < 55; page++) {
      assertThat(use.access(1, START + page * MINUTE)).isFalse();
    }
    boolean beyond = false;
    for (int page = 55; page < 6 * 60; page++) {
      beyond |= use.access(1, START + page * MINUTE);
    }
    assertThat(beyond).isTrue();
  }

  @Test
  void otherAccountsAndEndpointsHaveFourOfTheirOwn() {
    for (int i = 0; i < 4; i++) {
      for (int place = 1; place <= 50; place++) {
        assertThat(use.access(place, START + i * HOUR)).isFalse();
      }
    }
    assertThat(use.access(17, START + 5 * HOUR)).isTrue();
  }

  @Test
  void anAgentWithManyConsentsIsJudgedByASampleOfThem() throws IOException {
    Random random = new Random(3);
    int[] places = random.ints(20_000).map(i -> i | 1).toArray();
    for (int access = 0; access < 6; access++) {
      for (int i = 0; i < places.length; i++) {
        use.access(places[i], START + access * HOUR);
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
      use.access(place * 0x9e3779b9, START);
    }
    assertThat(use.sampled()).isLessThan(0.2);
    for (int day = 1; day < 12; day++) {
      use.access(0x9e3779b9, START + day * (24 * HOUR));
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
      boolean beyond = use.access(place * 0x9e3779b9, time);
      if (read != null) {
        assertThat(read.access(place * 0x9e3779b9, time)).isEqualTo(beyond);
      }
      if (i % 5_000 == 4_999) {
        read = new ConsentUse();
        read.readInto(new DataInputStream(new ByteArrayInputStream(bytes(use))));
      }
    }
    assertThat(bytes(read)).isEqualTo(bytes(use));
  }

  private static byte[] bytes(ConsentUse use) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    use.writeTo(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }
}
