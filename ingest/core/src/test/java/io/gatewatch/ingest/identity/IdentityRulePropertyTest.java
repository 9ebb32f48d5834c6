package io.gatewatch.ingest.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class IdentityRulePropertyTest {
  private static final IdentityRule RULE =
      new IdentityRule(
          "token",
          Map.of("auth", List.of("jwt", "mtls"), "checked", List.of()),
          List.of(401),
          List.of("azp", "sub"),
          null,
          "iss",
          null,
          null,
          null,
          false,
          null,
          null);

  @Property
  void aRuleNamesAnObstacleExactlyWhereItProvesNobody(
      @ForAll boolean jwt,
      @ForAll boolean checked,
      @ForAll boolean azp,
      @ForAll boolean sub,
      @ForAll boolean iss,
      @ForAll boolean refused) {
    IdentityFacts facts = new IdentityFacts();
    facts.note("auth", jwt ? "jwt" : "none-of-them");
    facts.note("checked", checked ? "yes" : null);
    facts.note("azp", azp ? "agent-7" : null);
    facts.note("sub", sub ? "agent-7-sub" : null);
    facts.note("iss", iss ? "https://issuer.example" : null);
    int status = refused ? 401 : 200;

    String obstacle = RULE.obstacle(facts, status);

    assertThat(obstacle == null).isEqualTo(RULE.prove(facts, status) != null);
    if (obstacle != null) {
      assertThat(obstacle)
          .isIn(
              "auth is none of jwt, mtls",
              "checked missing",
              "status 401",
              "azp, sub missing",
              "iss missing");
    }
  }
}
