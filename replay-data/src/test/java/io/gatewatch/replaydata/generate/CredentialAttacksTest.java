package io.gatewatch.replaydata.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CredentialAttacksTest {
  @ParameterizedTest
  @EnumSource(names = {"STUFFING_DISTRIBUTED", "STUFFING_DISTRIBUTED_SLOW"})
  void aDistributedStuffingMakesAHandfulOfTriesFromEachOfHundredsOfNetworks(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.3);
    Map<String, Long> tries = by(staged.hostile(), Seen::network);

    assertThat(tries).hasSizeGreaterThan(120);
    assertThat(tries.values()).allMatch(n -> n <= 7);
    assertThat(staged.hostile()).allMatch(c -> c.path().equals("/oauth2/token"));
    assertThat(staged.hostile()).allMatch(c -> c.agent().isEmpty());
    assertThat(staged.label().networks()).containsAll(tries.keySet());
    assertThat(staged.label().entity().kind()).isEqualTo("route");
  }

  @Test
  void aStolenCredentialIsUsedBesideItsOwnerFromElsewhereAtAnOrdinaryPace() {
    Staged staged = Staged.of(AttackVariant.TAKEOVER_PARALLEL, 0.3);
    assertElsewhere(staged);
    int owner = staged.ownMeanwhile().size();
    assertThat(owner).isEqualTo(staged.calm().size());
    assertThat(staged.hostile().size()).isBetween(owner / 3, 2 * owner);
  }

  @Test
  void aStolenCredentialIsUsedInsteadOfItsOwner() {
    Staged staged = Staged.of(AttackVariant.TAKEOVER_REPLACING, 0.3);
    assertElsewhere(staged);
    assertThat(staged.ownMeanwhile()).isEmpty();
    assertThat(staged.own()).isNotEmpty();
    int calm = staged.calm().size();
    assertThat(staged.hostile().size()).isBetween(calm / 3, 2 * calm);
  }

  private static void assertElsewhere(Staged staged) {
    List<String> home = staged.own().stream().map(Seen::network).distinct().toList();
    List<String> client = staged.own().stream().map(Seen::userAgent).distinct().toList();
    assertThat(staged.hostile())
        .noneMatch(c -> home.contains(c.network()))
        .noneMatch(c -> client.contains(c.userAgent()));
    assertThat(staged.hostile().stream().map(Seen::agent).filter(a -> !a.isEmpty()).distinct())
        .containsExactly(staged.label().entity().name());
  }

  @Test
  void aSharedCredentialComesFromManyNetworksWithinMinutes() {
    Staged staged = Staged.of(AttackVariant.SHARING_MANY_NETWORKS, 0.2);
    Map<Long, List<Seen>> byTenMinutes =
        staged.hostile().stream().collect(Collectors.groupingBy(c -> c.time() / 600_000));
    long most =
        byTenMinutes.values().stream()
            .mapToLong(calls -> by(calls, Seen::network).size())
            .max()
            .orElse(0);
    assertThat(most).isGreaterThanOrEqualTo(5);
    assertThat(staged.ownMeanwhile()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"IMPERSONATION_QUERY", "IMPERSONATION_HEADER"})
  void strangersNameTheVictimAndProveNothing(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.3);
    LabelEntity victim = staged.label().victim();
    TreeSet<String> names = new TreeSet<>(List.of(victim.id(), "client-" + victim.name()));
    boolean inHeader = variant == AttackVariant.IMPERSONATION_HEADER;

    assertThat(staged.label().entity().kind()).isEqualTo("source");
    assertThat(staged.hostile())
        .allMatch(c -> c.agent().isEmpty() && c.status() == 401)
        .allMatch(c -> staged.label().networks().contains(c.network()))
        .allMatch(
            c -> names.contains(inHeader ? c.claim() : c.uri().replaceAll(".*client_id=", "")));
  }

  @ParameterizedTest
  @EnumSource(names = {"ABUSE_ANSWERED", "ABUSE_HIDDEN_IN_SCAN"})
  void aStrangerIsAnswered(AttackVariant variant) {
    Staged staged = Staged.of(variant, 0.8);
    assertThat(staged.hostile()).allMatch(c -> c.agent().isEmpty());
    assertThat(staged.hostile()).anyMatch(Seen::isAnswered).anyMatch(c -> c.status() >= 400);
    if (variant == AttackVariant.ABUSE_HIDDEN_IN_SCAN) {
      long answered = staged.hostile().stream().filter(Seen::isAnswered).count();
      assertThat(answered).isLessThan(staged.hostile().size() / 4);
    }
  }

  private static Map<String, Long> by(
      List<Seen> calls, java.util.function.Function<Seen, String> what) {
    return calls.stream().collect(Collectors.groupingBy(what, Collectors.counting()));
  }
}
