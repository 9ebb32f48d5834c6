package io.gatewatch.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityRuleTest {
  private static final IdentityRule TOKEN =
      new IdentityRule(
          "jwt",
          Map.of("authentication", List.of("passed"), "jwt.iss", List.of()),
          List.of(401),
          List.of("jwt.azp", "jwt.client_id"),
          null,
          "jwt.iss",
          List.of(),
          List.of("client"),
          null,
          false,
          List.of(),
          List.of());

  @Test
  void theFirstSubjectThatIsThereCounts() {
    IdentityFacts facts = facts("https://idp.example.com/");
    facts.note("jwt.client_id", "second");
    assertThat(TOKEN.prove(facts, 200).id()).isEqualTo("second");
    facts.note("jwt.azp", "first");
    ProvenCaller caller = TOKEN.prove(facts, 200);
    assertThat(caller.id()).isEqualTo("first");
    assertThat(caller.issuer()).isEqualTo("https://idp.example.com/");
  }

  @Test
  void aMissingOrOtherConditionAndAStatusDisprove() {
    IdentityFacts facts = facts("https://idp.example.com/");
    facts.note("jwt.azp", "tpp");
    assertThat(TOKEN.prove(facts, 401)).isNull();
    facts.note("authentication", "failed");
    assertThat(TOKEN.prove(facts, 200)).isNull();
    assertThat(TOKEN.prove(new IdentityFacts(), 200)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two words", "line\nbreak", "\u00fcber", "\u0000"})
  void anIssuerThatIsNoPlainNameVouchesForNobody(String issuer) {
    IdentityFacts facts = facts(issuer);
    facts.note("jwt.azp", "tpp");
    assertThat(TOKEN.prove(facts, 200)).isNull();
    IdentityFacts lengthy = facts("x".repeat(257));
    lengthy.note("jwt.azp", "tpp");
    assertThat(TOKEN.prove(lengthy, 200)).isNull();
  }

  private static IdentityFacts facts(String issuer) {
    IdentityFacts facts = new IdentityFacts();
    facts.note("authentication", "passed");
    facts.note("jwt.iss", issuer);
    return facts;
  }
}
