package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Instant NOW = Instant.parse("2026-02-03T09:00:00Z");
  private static final Place PLACE = new Place("acme", "edge", "edge-1", 1);
  private static final Manifest WITHOUT_EXPIRY =
      new Manifest(
          "tiers", false, false, false, Duration.ZERO, Duration.ZERO, Duration.ZERO, "tiers");

  @Test
  void aGroupsLimitIsDividedByItsNodesAndItsRateIsKept() {
    assertThat(limit(Cut.of("a", "*").to(120, 60, 40), 4))
        .extracting(EffectiveLimit::requests, EffectiveLimit::windowSeconds, EffectiveLimit::burst)
        .containsExactly(30, 60, 10);
    assertThat(limit(Cut.of("a", "*").to(1, 10, 1), 4))
        .extracting(EffectiveLimit::requests, EffectiveLimit::windowSeconds, EffectiveLimit::burst)
        .containsExactly(1, 40, 1);
  }

  @Test
  void aLimitEndsWithTheSecondThatIsOverNoLater() {
    assertThat(limit(Cut.of("a", "*").ttl(30), 1).until()).isEqualTo(NOW.getEpochSecond() + 30);
  }

  @Test
  void aNarrowRaiseIsLeftOutOfTheSameAgentsLimitOnAllAndOfNoOther() {
    Plan plan =
        plan(
            Cut.of("a", "*").except("*payment*"),
            Cut.of("b", "*"),
            Cut.of("a", "accounts.read").raised(),
            Cut.of("*", "accounts.read"));

    assertThat(plan.limits().get(new Slot("a", "*")).except())
        .containsExactly("*payment*", "accounts.read");
    assertThat(plan.limits().get(new Slot("b", "*")).except()).isEmpty();
    assertThat(plan.limits()).doesNotContainKey(new Slot("a", "accounts.read"));
    assertThat(plan.limits()).containsKey(new Slot("*", "accounts.read"));
    assertThat(plan.left()).hasSize(1);
  }

  @Test
  void whereNothingEndsByItselfOnlyWhatAPersonGrantedIsKept() {
    List<HeldQuota> cuts = held(Cut.of("a", "*"), Cut.of("b", "*").granted());
    Plan plan = Plan.of(cuts, PLACE, WITHOUT_EXPIRY, false);

    assertThat(plan.limits()).containsOnlyKeys(new Slot("b", "*"));
    assertThat(plan.unfit())
        .containsExactly(
            Map.entry(
                "acme/edge/*/a", new Plan.Unfit(QuotaStatus.Result.UNSUPPORTED, "needs_person")));
    assertThat(Plan.of(cuts, PLACE, WITHOUT_EXPIRY, true).limits()).hasSize(2);
    assertThat(Plan.of(cuts, PLACE, new FakeGateway().manifest(), false).limits()).hasSize(2);
  }

  private static Plan plan(Cut... cuts) {
    return Plan.of(held(cuts), PLACE, new FakeGateway().manifest(), false);
  }

  private static List<HeldQuota> held(Cut... cuts) {
    return Arrays.stream(cuts)
        .map(cut -> new HeldQuota(cut.at(NOW), NOW.plusSeconds(900)))
        .toList();
  }

  private static EffectiveLimit limit(Cut cut, int nodes) {
    HeldQuota held = new HeldQuota(cut.at(NOW), cut.at(NOW).expiresAt().plusMillis(900));
    Place place = new Place("acme", "edge", "edge-1", nodes);
    Plan plan = Plan.of(List.of(held), place, new FakeGateway().manifest(), false);
    return plan.limits().values().iterator().next();
  }
}
