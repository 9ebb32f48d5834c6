package io.gatewatch.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.ingest.YamlSchemas;
import io.gatewatch.ingest.network.NetworkAddress;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class AgentRegistryTest {
  private static final String EXAMPLE = YamlSchemas.text("/examples/registry.yaml");
  private static final String ONE =
      """
      agents:
        - id: a-1
          name: one
          stage: read_only
          review: 2026-06-30
      """;
  private static final Principal BUDDY =
      Principal.agent("5f0c3a52-8d2e-4c3f-9d55-0a8f6d1c2b77", "kong.consumer.id");

  @Test
  void theExampleFitsTheSchemaAndSaysAllThatItSays() {
    assertThat(YamlSchemas.faults("registry", EXAMPLE)).isEmpty();
    AgentRegistry registry = AgentRegistry.read(EXAMPLE);
    RegisteredAgent buddy = registry.find(BUDDY, "bank", "public");
    assertThat(buddy.name()).isEqualTo("budget-buddy");
    assertThat(buddy.owner()).isEqualTo("Open banking desk");
    assertThat(buddy.contact()).isEqualTo("openbanking@bank.example");
    assertThat(buddy.agentClass()).isEqualTo(AgentClass.AISP);
    assertThat(buddy.tier()).isEqualTo("gold");
    assertThat(buddy.businessValue()).isEqualTo(BusinessValue.HIGH);
    assertThat(buddy.scopes()).contains("balances.read");
    assertThat(buddy.stage()).isEqualTo(Stage.READ_ONLY);
    assertThat(buddy.review()).isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(buddy.frequencyPerDay()).isEqualTo(8);
    assertThat(buddy.limit("bank", "public").requests()).isEqualTo(600);
    assertThat(buddy.limit("bank", "internal")).isNull();
    assertThat(registry.isClosed("bank", "partner-north")).isTrue();
    assertThat(registry.isClosed("bank", "internal")).isFalse();
  }

  @Test
  void theSchemaNoticesAMistypedKeyAndAWrongWord() {
    assertThat(YamlSchemas.faults("registry", ONE)).isEmpty();
    assertThat(YamlSchemas.faults("registry", ONE.replace("stage:", "stages:"))).isNotEmpty();
    assertThat(YamlSchemas.faults("registry", ONE.replace("read_only", "readonly"))).isNotEmpty();
  }

  @Test
  void whoGivesAnIdOrAnAliasWithoutProofNamesTheAgentUnlessHeIsAtItsHome() {
    AgentRegistry registry = AgentRegistry.read(EXAMPLE);
    NetworkAddress elsewhere = NetworkAddress.of("198.51.100.7");
    NetworkAddress home = NetworkAddress.of("203.0.113.9");
    String alias = "client-budget-buddy";
    RegisteredAgent buddy = registry.find(BUDDY, "bank", "public");
    assertThat(registry.claimed(alias, null, elsewhere, "bank", "public")).isEqualTo(buddy);
    assertThat(registry.claimed(BUDDY.id(), null, null, "bank", "public")).isEqualTo(buddy);
    assertThat(registry.claimed(alias, null, home, "bank", "public")).isNull();
    assertThat(registry.claimed(alias, buddy, elsewhere, "bank", "public")).isNull();
    assertThat(registry.claimed(alias, null, elsewhere, "other-bank", "public")).isNull();
    assertThat(registry.claimed("somebody", null, elsewhere, "bank", "public")).isNull();
    assertThat(registry.claimed(null, null, elsewhere, "bank", "public")).isNull();
  }

  @Test
  void aFrequencyIsAFewADay() {
    assertThat(AgentRegistry.read(ONE).agents().get(0).frequencyPerDay()).isNull();
    String often = ONE.replace("name: one", "name: one\n    frequencyPerDay: 49");
    assertThat(YamlSchemas.faults("registry", often)).isNotEmpty();
    assertThatThrownBy(() -> AgentRegistry.read(often))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("frequencyPerDay 49 (expected: 1 to 48)");
  }

  @Test
  void aNetworkThatIsNoneIsRefused() {
    String wrong = ONE.replace("name: one", "name: one\n    networks: [203.0.113.9/24]");
    assertThatThrownBy(() -> AgentRegistry.read(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("203.0.113.9/24");
  }

  @Test
  void anEntryCountsForItsIssuerTenantAndGroupAlone() {
    AgentRegistry registry = AgentRegistry.read(EXAMPLE);
    assertThat(registry.find(BUDDY, "other-bank", "public")).isNull();
    assertThat(registry.find(Principal.agent(BUDDY.id(), "another"), "bank", "public")).isNull();
    assertThat(registry.find(Principal.source("192.0.2.0/24"), "bank", "public")).isNull();
  }

  @Test
  void withoutIssuerAndWhereAnEntryCountsForAll() {
    AgentRegistry registry = AgentRegistry.read(ONE);
    assertThat(registry.find(Principal.agent("a-1", "any"), "x", "y")).isNotNull();
    assertThat(registry.find(Principal.agent("a-2", "any"), "x", "y")).isNull();
  }

  @Test
  void ofSeveralEntriesTheFirstThatFitsCounts() {
    AgentRegistry registry =
        AgentRegistry.read(
            """
            agents:
              - {id: a-1, name: at the edge, where: bank/edge}
              - {id: a-1, name: elsewhere}
            """);
    Principal agent = Principal.agent("a-1", "kong");
    assertThat(registry.find(agent, "bank", "edge").name()).isEqualTo("at the edge");
    assertThat(registry.find(agent, "bank", "core").name()).isEqualTo("elsewhere");
  }

  @Test
  void aReviewHoldsUntilTheEndOfItsDay() {
    RegisteredAgent agent = AgentRegistry.read(ONE).agents().get(0);
    assertThat(agent.isPastReview(Instant.parse("2026-06-30T23:59:59.999Z"))).isFalse();
    assertThat(agent.isPastReview(Instant.parse("2026-07-01T00:00:00Z"))).isTrue();
  }

  @Test
  void aVersionIsTheContent() {
    assertThat(AgentRegistry.read(ONE).version()).isEqualTo(Sha256.hex(ONE).substring(0, 12));
  }

  @Test
  void aMistakeIsToldWithItsPlaceAndWhatWasExpected() {
    refused("", "expected: agents");
    refused("agents:\n", "expected: agents");
    refused("agents: [ , ]", "registry");
    refused("[]", "line 1", "not the form of a registry");
    refused(
        ONE.replace("name: one", "nam: one"), "line 3", "nam ", "businessValue, class, contact");
    refused(ONE.replace("name: one", "tier: one"), "a-1", "no name");
    refused(ONE.replace("id: a-1", "owner: x"), "without id");
    refused(ONE.replace("read_only", "readonly"), "line 4", "readonly", "low_risk_write");
    refused(ONE.replace("2026-06-30", "30.6.2026"), "line 5", "30.6.2026", "2026-09-30");
    refused(ONE + "    class: robot\n", "robot", "ai_agent");
    refused(ONE + "    where: bank\n", "bank", "tenant/group");
    refused(ONE + "    limits: [{requests: 0, windowSeconds: 60, burst: 1}]\n", "0 requests");
    refused(ONE + "    id: b\n", "line 6", "id");
    refused(ONE + "  - {id: a-1, name: two}\n", "a-1 is there twice");
    refused(ONE + "closd: []\n", "closd", "closed");
  }

  private static void refused(String yaml, String... parts) {
    assertThatThrownBy(() -> AgentRegistry.read(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .startsWith("registry: ")
        .hasLineCount(1)
        .contains(parts)
        .doesNotContain("io.gatewatch", "java.");
  }
}
