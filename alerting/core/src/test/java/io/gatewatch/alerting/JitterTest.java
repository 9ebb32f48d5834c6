package io.gatewatch.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JitterTest {
  @Test
  void limitsThatWereSetTogetherLapseApartAndNeverLaterThanTheCap() {
    TreeSet<Integer> lives = new TreeSet<>();
    for (int i = 0; i < 1_000; i++) {
      lives.add(Jitter.ttlSeconds("bank/edge/accounts.read/aisp-" + i, 900));
    }
    assertThat(lives.first()).isBetween(736, 750);
    assertThat(lives.last()).isBetween(886, 900);
    assertThat(lives).hasSizeGreaterThan(140);
  }

  @Test
  void theSameKeyAlwaysLivesEquallyLong() {
    assertThat(Jitter.ttlSeconds("bank/edge/*/aisp-1", 900))
        .isEqualTo(Jitter.ttlSeconds("bank/edge/*/aisp-1", 900));
  }
}
