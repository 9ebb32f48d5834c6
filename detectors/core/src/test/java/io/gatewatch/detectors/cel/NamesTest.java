package io.gatewatch.detectors.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.features.Feature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What can be named, and what it says. */
class NamesTest {
  private static final Facts CALL =
      Facts.of(
          Moments.observation(
              Moments.with(Feature.CALLS_5M, 7).features().toArray(),
              Moments.glance("GET", "/a", 404)),
          Moments.NOBODY);

  @Test
  void everyNameBesideFeaturesStandsInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    for (Name name : Names.of(Map.of(), null).all()) {
      if (name.of() != Name.Kind.FEATURE) {
        assertThat(readme).contains("`" + name.name() + "`");
      }
    }
  }

  @Test
  void partsOfTheCallAndTheCallerAreWhatTheyAre() {
    assertThat(holds("call.present && call.method == 'GET' && call.route == '/a'")).isTrue();
    assertThat(holds("call.status == 404 && call.operationGroup == 'accounts.read'")).isTrue();
    assertThat(holds("call.sensitivity == 'payment' && call.sourceAddress == '192.0.2.7'"))
        .isTrue();
    assertThat(holds("'query:card' in call.exposures && size(call.exposures) == 1")).isTrue();
    assertThat(holds("who.kind == 'agent' && who.id == 'a' && who.issuer == 'kong'")).isTrue();
    assertThat(holds("who.agentClass == 'aisp' && who.agentName == ''")).isTrue();
    assertThat(holds("who.tenant == 'bank' && who.gatewayGroup == 'edge'")).isTrue();
    assertThat(holds("peers.count == 0 && peers.elevated == 0 && peers.elevated_share == 0"))
        .isTrue();
  }

  @Test
  void whatIsUnknownMakesNothingButOtherHold() {
    assertThat(holds("peers.median_calls != 3")).isTrue();
    List<String> silent = List.of("> 3", "< 3", ">= 3", "<= 3", "== peers.median_calls");
    for (String rest : silent) {
      assertThat(holds("peers.median_calls " + rest)).as(rest).isFalse();
    }
    assertThat(holds("calls_5m >= max(1, peers.median_calls)")).isFalse();
    assertThat(holds("call.exposures[7] == 'x'")).isFalse();
    assertThat(holds("!(call.exposures[7] == 'x')")).isFalse();
  }

  @Test
  void aFeatureIsNamedWithoutItsWindowOnlyInThatWindow() {
    Names five = Names.of(Map.of(), "5m");
    assertThat(Condition.of("calls == 7", five).holds(CALL)).isTrue();
    assertThat(Condition.of("calls == 7", Names.of(Map.of(), "1m")).holds(CALL)).isFalse();
    assertThat(Condition.of("calls == 7", five).features()).containsExactly(Feature.CALLS_5M);
  }

  @Test
  void callsOfAnOperationGroupAreNamedInEveryWindowAsThoseOfTheCallerAre() {
    Map<String, Feature> groups =
        Map.of(
            "1m", Feature.GROUP_CALLS_1M,
            "5m", Feature.GROUP_CALLS_5M,
            "1h", Feature.GROUP_CALLS_1H);
    groups.forEach(
        (window, feature) -> {
          Names names = Names.of(Map.of(), window);
          Condition condition = Condition.of("group_calls >= 2 * usual_group_calls", names);
          assertThat(condition.features())
              .containsExactlyInAnyOrder(feature, Measures.usualOf(feature));
        });
    Names five = Names.of(Map.of(), "5m");
    assertThat(Condition.of("group_denied_share > usual_group_denied_share", five).features())
        .containsExactlyInAnyOrder(
            Feature.GROUP_DENIED_SHARE_5M, Feature.USUAL_GROUP_DENIED_SHARE_5M);
  }

  private static boolean holds(String condition) {
    return Condition.of(condition, Names.of(Map.of(), null)).holds(CALL);
  }
}
