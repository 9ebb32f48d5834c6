package io.gatewatch.detectors.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.features.Feature;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which patterns a rule may look for. */
class PatternsTest {
  private static final Names NAMES = Names.of(Map.of(), null);
  private static final Facts CALL =
      Facts.of(
          Moments.observation(
              Moments.with(Feature.CALLS_5M, 7).features().toArray(),
              Moments.glance("GET", "/accounts/3f2a/balances", 200)),
          Moments.NOBODY);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a{1000}){1000}",
        "((a{1000}){1000}){1000}",
        "[[](x{1000}){1000}",
        "((a{40}){40}){40}",
        "(/[^/]{1,64}){1,8}",
        "(a?){200}"
      })
  void whatBecomesLargeIsRefusedAtOnce(String pattern) {
    assertThatThrownBy(() -> condition("call.route.matches('" + pattern + "')"))
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("matches: too large a pattern (expected: at most 500 characters")
        .hasMessageNotContaining("\n");
  }

  @Test
  void whatIsNoPatternOrNotLiteralIsRefusedWithItsLine() {
    assertThatThrownBy(() -> condition("call.present\n&& call.route.matches('(')"))
        .isInstanceOfSatisfying(Problem.class, p -> assertThat(p.line()).isEqualTo(2))
        .hasMessage("matches: no pattern, missing closing )");
    assertThatThrownBy(() -> condition("call.route.matches(call.method)"))
        .isInstanceOf(Problem.class)
        .hasMessage("matches (expected: its pattern as a literal text)");
    assertThatThrownBy(() -> condition("call.exposures.exists(e, e.matches('(a{999}){999}'))"))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> Template.of("{matches(call.route, '[') ? 'a' : 'b'}", NAMES))
        .isInstanceOf(Problem.class)
        .hasMessageContaining("no pattern");
  }

  @Test
  void anOrdinaryPatternIsCompiledAndFoundAnywhere() {
    for (String pattern : new String[] {"/[0-9a-f]{4}/", "^/(accounts|cards)/[^/]+/balances$"}) {
      Condition condition = condition("call.route.matches('" + pattern + "')");
      assertThat(condition.isCompiled()).isTrue();
      assertThat(condition.holds(CALL)).isTrue();
    }
    String uuid = "[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}";
    assertThat(condition("matches(call.route, '" + uuid + "')").holds(CALL)).isFalse();
  }

  @Test
  void whatHasNoAnswerSaysSo() {
    assertThat(condition("int(call.status) / 0 == 1").fails(CALL)).isTrue();
    assertThat(condition("int(call.status) / 2 == 1").fails(CALL)).isFalse();
    assertThat(condition("call.status / 0 == 1").fails(CALL)).isFalse();
  }

  private static Condition condition(String text) {
    return Condition.of(text, NAMES);
  }
}
