package io.gatewatch.ingest.kong;

import static io.gatewatch.ingest.kong.KongLines.CONSUMER;
import static io.gatewatch.ingest.kong.KongLines.anonymous;
import static io.gatewatch.ingest.kong.KongLines.authenticated;
import static io.gatewatch.ingest.kong.KongLines.call;
import static io.gatewatch.ingest.kong.KongLines.headers;
import static io.gatewatch.ingest.kong.KongLines.query;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KongIdentityTest {
  @Test
  void anAuthenticatedConsumerIsTheAgent() {
    ApiCall call = call(authenticated());
    assertThat(call.principal()).isEqualTo(Principal.agent(CONSUMER, "kong.consumer.id"));
    assertThat(call.agentName()).isEqualTo("budget-buddy");
    assertThat(call.agentClass()).isEqualTo(AgentClass.AISP);
    assertThat(call.credentialHash()).hasSize(32);
    assertThat(call.claimedIdHash()).isNull();
    assertThat(call.key()).isEqualTo("bank/public/agent/kong.consumer.id%7E" + CONSUMER);
  }

  @Test
  void withoutConsumerTheEntityNamesTheAgent() {
    ObjectNode line = authenticated();
    line.remove("consumer");
    assertThat(call(line).principal().id()).isEqualTo(CONSUMER);
    ((ObjectNode) line.get("authenticated_entity")).remove("consumer_id");
    assertThat(call(line).principal().id()).isEqualTo(KongLines.CREDENTIAL);
  }

  @Test
  void anEntityIdThatIsNoPlainIdIsNotShown() {
    ObjectNode line = authenticated();
    line.remove("consumer");
    line.putObject("authenticated_entity").put("id", "anna+tag@example.org");
    assertThat(call(line).principal().id()).hasSize(32).doesNotContain("anna");
  }

  @Test
  void nobodysCallIsChargedToItsNetwork() {
    ApiCall call = call(anonymous());
    assertThat(call.principal()).isEqualTo(Principal.source("198.51.100.0/24"));
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.agentName()).isNull();
  }

  @Test
  void anIpv6CallerIsChargedToItsSlash48() {
    ObjectNode line = anonymous();
    line.put("client_ip", "2001:0DB8:0012:0000:0000:0000:0000:0001");
    ApiCall call = call(line);
    assertThat(call.principal().id()).isEqualTo("2001:db8:12::/48");
    assertThat(call.sourceAddress()).isEqualTo("2001:db8:12::1");
  }

  @Test
  void anIpv4AddressInIpv6ClothesIsTheSameNetwork() {
    ObjectNode line = anonymous();
    line.put("client_ip", "::ffff:198.51.100.77");
    assertThat(call(line).principal().id()).isEqualTo("198.51.100.0/24");
  }

  @Test
  void aConsumerWithoutProofIsOnlyAClaim() {
    ObjectNode line = anonymous();
    line.putObject("consumer").put("id", CONSUMER).put("username", "budget-buddy");
    ApiCall call = call(line);
    assertThat(call.principal()).isEqualTo(call(anonymous()).principal());
    assertThat(call.claimedIdHash()).hasSize(32);
    assertThat(call.agentName()).isNull();
    assertThat(call.agentClass()).isEqualTo(AgentClass.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"{}", "[]", "null", "true", "7", "''"})
  void anEmptyEntityProvesNothing(String entity) throws Exception {
    ObjectNode line = anonymous();
    line.putObject("consumer").put("id", CONSUMER);
    String json = entity.isEmpty() ? "\"\"" : entity;
    line.set(
        "authenticated_entity", new com.fasterxml.jackson.databind.ObjectMapper().readTree(json));
    assertThat(call(line).principal().kind()).isEqualTo(Principal.Kind.SOURCE);
  }

  @Test
  void forgedIdsInHeadersAndQueryNeverChangeThePrincipal() {
    ObjectNode line = anonymous();
    headers(line).put("x-consumer-id", CONSUMER).put("x-client-id", "someone-else");
    query(line).put("client_id", "a-third");
    ApiCall call = call(line);
    assertThat(call.principal()).isEqualTo(call(anonymous()).principal());
    assertThat(call.claimedIdHash()).isNotNull();
  }

  @Test
  void anAgentThatClaimsToBeAnotherKeepsItsOwnNameAndTheClaimIsSeen() {
    ObjectNode line = authenticated();
    headers(line).put("x-consumer-id", CONSUMER).put("x-consumer-custom-id", "partner-31");
    assertThat(call(line).claimedIdHash()).isNull();
    query(line).put("client_id", "someone-else");
    assertThat(call(line).claimedIdHash()).isNotNull();
    assertThat(call(line).principal().id()).isEqualTo(CONSUMER);
  }

  @ParameterizedTest
  @CsvSource({
    "agent-class:batch, BATCH",
    "class:internal, INTERNAL",
    "tier:pisp, UNKNOWN",
    "ai_agent, AI_AGENT",
    "AI-Agent, AI_AGENT",
    "pisp, PISP",
    "silver, UNKNOWN"
  })
  void tagsNameTheKindOfAgent(String tag, AgentClass expected) {
    ObjectNode line = authenticated();
    ((ObjectNode) line.get("consumer")).putArray("tags").add(tag);
    assertThat(call(line).agentClass()).isEqualTo(expected);
  }
}
