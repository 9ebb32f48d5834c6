package io.gatewatch.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.alerting.QuotaUpdate.Action;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedBookTest {
  private static final Instant NOW = Instant.parse("2026-02-03T09:00:00Z");

  private final QuotaDesk desk = new QuotaDesk();
  private final LiveState state =
      new LiveState("run1", InstantSource.fixed(NOW), ConsoleLinks.none(), Map.of(), desk::table);

  @Test
  void theNewestRecordOfEachKeyIsHandedOnUntilItEnds() {
    desk.enforce(state, "acme/edge/*/a", Action.THROTTLE, 900, NOW);
    desk.enforce(state, "acme/edge/*/b", Action.THROTTLE, 10, NOW);
    desk.enforce(state, "acme/edge/*/a", Action.RESTORE, 900, NOW);

    assertThat(state.feed().records(null, null, NOW).rows())
        .extracting("key")
        .containsExactly("acme/edge/*/b", "acme/edge/*/a");
    assertThat(state.feed().records(null, null, NOW.plusSeconds(10)).rows()).hasSize(1);
  }

  @Test
  void aGroupSeesOnlyItsOwn() {
    desk.enforce(state, "acme/edge/*/a", Action.THROTTLE, 900, NOW);
    desk.enforce(state, "acme/inner/*/a", Action.THROTTLE, 900, NOW);
    desk.enforce(state, "a%2Fb/edge/*/a", Action.THROTTLE, 900, NOW);

    assertThat(state.feedRecords("acme", "edge"))
        .extracting("key")
        .containsExactly("acme/edge/*/a");
    assertThat(state.feedRecords("a/b", null)).hasSize(1);
    assertThat(state.feedRecords(null, "edge")).hasSize(2);
  }

  @Test
  void whatDoesNotFitIsTheOldestAndCounted() {
    FeedBook small = new FeedBook(2_500);
    for (String agent : new String[] {"a", "b", "c", "d"}) {
      desk.enforce(state, "acme/edge/*/" + agent, Action.THROTTLE, 900, NOW);
    }
    state
        .feedRecords(null, null)
        .forEach(
            row ->
                small.quota(
                    row.key().getBytes(StandardCharsets.UTF_8),
                    java.util.Base64.getDecoder().decode(row.value()),
                    row.signature().getBytes(StandardCharsets.UTF_8),
                    new io.gatewatch.gateways.Outcome.Applied(held(row.key()))));

    assertThat(small.records(null, null, NOW).rows())
        .extracting("key")
        .containsExactly("acme/edge/*/c", "acme/edge/*/d");
    assertThat(small.leftOut()).isEqualTo(2);
  }

  @Test
  void aKillThatCannotBeReadIsTheFeedsToCountAndOtherControlIsPassedOver() {
    state.feed().control("rules:x:1".getBytes(StandardCharsets.UTF_8), new byte[] {1});
    assertThat(state.feed().orders()).isEmpty();
    assertThatThrownBy(
            () -> state.feed().control("kill:x:1".getBytes(StandardCharsets.UTF_8), new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private io.gatewatch.gateways.HeldQuota held(String key) {
    return desk.table().inForce(NOW).stream()
        .filter(quota -> quota.update().key().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
