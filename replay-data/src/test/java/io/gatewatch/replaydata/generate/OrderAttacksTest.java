package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OrderAttacksTest {
  @ParameterizedTest
  @EnumSource(names = {"SEQUENCE_ORDER", "SEQUENCE_OPERATIONS", "SEQUENCE_WANDERING"})
  void aHijackedAssistantKeepsItsRateItsPlaceAndItsClient(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.2);
    int calm = staged.calm().size();
    assertThat(staged.hostile().size()).isBetween(calm * 2 / 3, calm * 3 / 2);
    assertThat(staged.ownMeanwhile()).isEmpty();
    List<String> client = staged.own().stream().map(Seen::userAgent).distinct().toList();
    List<String> home = staged.own().stream().map(Seen::network).distinct().toList();
    assertThat(staged.hostile())
        .allMatch(c -> client.contains(c.userAgent()))
        .allMatch(c -> home.contains(c.network()));
  }

  @Test
  void alienOrderIsTheSameCallsInOtherSuccession() {
    Staged staged = Staged.of(AttackVariant.SEQUENCE_ORDER, 0.2);
    Set<String> usual = operations(staged.calm());
    assertThat(usual).containsAll(operations(staged.hostile()));
    assertThat(alienShare(staged)).isGreaterThan(0.25);
  }

  @Test
  void alienOperationsAreOthersOfTheSameApi() {
    Staged staged = Staged.of(AttackVariant.SEQUENCE_OPERATIONS, 0.2);
    Set<String> usual = operations(staged.calm());
    long alien = staged.hostile().stream().filter(c -> !usual.contains(c.operation())).count();
    assertThat(alien).isGreaterThan(staged.hostile().size() / 2);
    assertThat(staged.hostile()).allMatch(c -> c.status() < 500 || c.status() == 502);
  }

  /** Share of steps, within one agent's stream, that its calm stream hardly ever makes. */
  private static double alienShare(Staged staged) {
    Map<String, Long> usual =
        pairs(staged.calm()).stream().collect(Collectors.groupingBy(p -> p, Collectors.counting()));
    List<String> made = pairs(staged.hostile());
    long alien = made.stream().filter(p -> usual.getOrDefault(p, 0L) < 3).count();
    return alien / (double) made.size();
  }

  private static List<String> pairs(List<Seen> calls) {
    List<String> pairs = new ArrayList<>();
    for (int i = 1; i < calls.size(); i++) {
      if (calls.get(i).time() - calls.get(i - 1).time() < 2_000) {
        pairs.add(calls.get(i - 1).operation() + " > " + calls.get(i).operation());
      }
    }
    return pairs;
  }

  private static Set<String> operations(List<Seen> calls) {
    return calls.stream()
        .map(Seen::operation)
        .filter(operation -> !operation.endsWith("/token")) // one may run out at any time
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void aLoopIsTheVerySameCall() {
    Staged staged = Staged.of(AttackVariant.LOOP_SAME_CALL, 0.3);
    assertThat(mostCommon(staged)).isGreaterThan(staged.hostile().size() * 9 / 10);
  }

  @Test
  void aCycleIsAFewCallsInARing() {
    List<Seen> calls = Staged.of(AttackVariant.LOOP_CYCLE, 0.3).hostile();
    Map<String, Long> uris =
        calls.stream().collect(Collectors.groupingBy(Seen::uri, Collectors.counting()));
    uris.values().removeIf(n -> n < calls.size() / 20); // slips, old tokens
    assertThat(uris).hasSizeBetween(2, 4);
    int ring = uris.size();
    int again = 0;
    for (int i = ring; i < calls.size(); i++) {
      again += calls.get(i).uri().equals(calls.get(i - ring).uri()) ? 1 : 0;
    }
    assertThat(again).isGreaterThan(calls.size() * 8 / 10);
  }

  @Test
  void aRetryStormIsOneFailureAgainAndAgain() {
    Staged staged = Staged.of(AttackVariant.LOOP_RETRY_STORM, 0.3);
    assertThat(staged.hostile()).allMatch(c -> c.status() >= 500);
    assertThat(mostCommon(staged)).isEqualTo(staged.hostile().size());
  }

  private static long mostCommon(Staged staged) {
    return staged.hostile().stream()
        .collect(Collectors.groupingBy(Seen::uri, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(n -> n)
        .max()
        .orElse(0);
  }

  @ParameterizedTest
  @EnumSource(names = {"BURST_MANY", "BURST_FEW", "BURST_SPREAD"})
  void aBurstPaysWithoutAnybodyThere(AttackVariant variant) {
    List<Seen> calls = Staged.of(variant, 0.4).hostile();
    long payments = calls.stream().filter(c -> c.path().endsWith("/domestic-payments")).count();
    long payers = calls.stream().map(Seen::consent).distinct().count();
    assertThat(payments).isBetween(4L, 5_000L);
    assertThat(calls).noneMatch(Seen::present);
    if (variant == AttackVariant.BURST_FEW) {
      assertThat(payments).isLessThan(25);
    } else if (variant == AttackVariant.BURST_SPREAD) {
      assertThat(payers).isGreaterThan(payments * 9 / 10);
    } else {
      assertThat(payers).isLessThan(7);
    }
  }
}
