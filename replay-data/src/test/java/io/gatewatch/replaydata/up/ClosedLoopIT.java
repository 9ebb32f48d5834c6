package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a gateway's access log to a limit in the same gateway, with nothing left out. {@code
 * -Dgatewatch.loop.rounds=20} measures longer; figures go to {@code target/closed-loop.txt}.
 */
@Tag("alone") // seconds are measured
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosedLoopIT {
  private static final int WELL_BEHAVED = 10;

  /** Attackers, one after the other: what is known of one must not help with the next. */
  private static final int ROUNDS = Integer.getInteger("gatewatch.loop.rounds", 3);

  @TempDir Path folder;

  @Test
  void anAttackerIsCutToItsQuotaNobodyElseFeelsItAndItEndsWhenAllOfOursIsDead() throws Exception {
    int agents = WELL_BEHAVED + ROUNDS;
    List<PacedCaller> others = new ArrayList<>();
    try (ClosedLoop loop = new ClosedLoop(folder, agents)) {
      loop.history(agents);
      double pace = 1000.0 / ClosedLoop.USUAL_PACE.toMillis();
      for (int agent = 0; agent < WELL_BEHAVED; agent++) {
        others.add(new PacedCaller(loop.port, "key-" + agent, pace, ClosedLoop.USUAL).begin());
      }
      long[] millis = new long[ROUNDS];
      for (int round = 0; round < ROUNDS; round++) {
        try (PacedCaller attacker = attacker(loop, round)) {
          millis[round] = attacker.millisToFirstRefusal(60_000);
          if (round == 0) {
            itGetsItsQuota(attacker);
          }
        }
      }
      Arrays.sort(millis);
      tell(millis);
      assertThat(millis[ROUNDS - 1]).isLessThan(60_000);

      loop.killAlertingAndReader();
      try (PacedCaller attacker = attacker(loop, ROUNDS - 1)) {
        assertThat(attacker.millisToFirstRefusal(5_000)).isLessThan(5_000);
        assertThat(attacker.isFreeWithin(ClosedLoop.TTL)).isTrue();
      }
      for (PacedCaller other : others) {
        other.close();
        assertThat(other.failed()).isNull();
        assertThat(other.statuses()).containsOnlyKeys(200);
      }
    }
  }

  private static PacedCaller attacker(ClosedLoop loop, int round) {
    String key = "key-" + (WELL_BEHAVED + round);
    return new PacedCaller(loop.port, key, 100, List.of("/v1/accounts")).begin();
  }

  /** Of 100 calls a second five are let through: the limit of 300 a minute, not none. */
  private static void itGetsItsQuota(PacedCaller attacker)
      throws InterruptedException, IOException {
    int before = attacker.answered(200);
    int seconds = 8;
    TimeUnit.SECONDS.sleep(seconds);
    int admitted = attacker.answered(200) - before;
    tell("admitted in %d s under a limit of 300 a minute: %d".formatted(seconds, admitted));
    assertThat(admitted / (double) seconds).isBetween(5 * 0.85, 5 * 1.15);
  }

  private static void tell(long[] sorted) throws IOException {
    tell(
        "first call to first 429, %d rounds, ms: median %d, p95 %d, all %s"
            .formatted(
                sorted.length,
                sorted[(sorted.length - 1) / 2],
                sorted[(int) Math.ceil(0.95 * sorted.length) - 1],
                Arrays.toString(sorted)));
  }

  /** Figures are for people, in {@code target/closed-loop.txt}: a noisy machine decides them. */
  private static void tell(String figures) throws IOException {
    Files.writeString(
        Path.of("target/closed-loop.txt"),
        figures + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
