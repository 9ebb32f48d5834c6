package io.gatewatch.ingest.kong;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.ApiCall.UserPresent;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.formats.Fixtures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KongFixtureTest {
  private static final Principal CONSUMER =
      Principal.agent("5f0c3a52-8d2e-4c3f-9d55-0a8f6d1c2b77", "kong.consumer.id");
  private static final Principal NETWORK = Principal.source("198.51.100.0/24");

  private final Fixtures lines = Fixtures.of("kong");

  @ParameterizedTest
  @CsvSource({
    "unauthenticated, 200, UPSTREAM",
    "refused-401, 401, GATEWAY",
    "no-route-404, 404, GATEWAY",
    "token-claims-unchecked, 200, UPSTREAM",
    "certificate-failed, 200, UPSTREAM"
  })
  void withoutAnEntityTheNetworkIsCharged(String name, int status, DecidedBy by) {
    ApiCall call = lines.call(name);
    assertThat(call.status()).isEqualTo(status);
    assertThat(call.decidedBy()).isEqualTo(by);
    assertThat(call.principal()).isEqualTo(NETWORK);
  }

  @ParameterizedTest
  @CsvSource({
    "authenticated, 200, UPSTREAM",
    "forbidden-by-backend-403, 403, UPSTREAM",
    "limited-429, 429, GATEWAY",
    "our-quota-429, 429, OUR_QUOTA",
    "backend-failed-503, 503, UPSTREAM"
  })
  void whoDecidedIsToldApart(String name, int status, DecidedBy by) {
    ApiCall call = lines.call(name);
    assertThat(call.status()).isEqualTo(status);
    assertThat(call.decidedBy()).isEqualTo(by);
    assertThat(call.principal()).isEqualTo(CONSUMER);
    assertThat(call.agentClass()).isEqualTo(AgentClass.AISP);
  }

  @Test
  void oddTypesAreReadForWhatTheyMean() {
    ApiCall call = lines.call("odd-types");
    assertThat(call.bytesOut()).isEqualTo(1024);
    assertThat(call.bytesIn()).isNull();
    assertThat(call.latencyMillis()).isEqualTo(40);
    assertThat(call.objects()).hasSize(2);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.agentClass()).isEqualTo(AgentClass.UNKNOWN);
  }

  @Test
  void whatIsMissingStaysUnknown() {
    ApiCall call = lines.call("missing-fields");
    assertThat(call.principal()).isEqualTo(Principal.source("2001:db8:12::/48"));
    assertThat(call.service()).isEqualTo("open-banking");
    assertThat(call.decidedBy()).isNull();
    assertThat(call.bytesIn()).isNull();
    assertThat(call.objects()).singleElement().extracting(o -> o.kind()).isEqualTo("account");
  }

  @Test
  void aWorkspaceIsNoEnvironmentButAFieldOfThatNameIs() {
    assertThat(lines.call("authenticated").environment()).isNull();
    assertThat(lines.call("token-claims").environment()).isEqualTo("sandbox");
  }

  /** With Kong's jwt plugin a consumer signs its own tokens, so it may write any name into them. */
  @Test
  void aTokenBesideAConsumerNamesTheCustomerAndNoOtherAgent() {
    ApiCall call = lines.call("token-claims", KongFixtureTest::checked);
    assertThat(call.principal()).isEqualTo(CONSUMER);
    assertThat(call.onBehalfOfHash()).hasSize(32);
    assertThat(call.agentName()).isEqualTo("budget-buddy");
    assertThat(call.credentialHash()).hasSize(32);
    assertThat(call.claimedIdHash()).isNull();
    assertThat(lines.call("token-claims-unchecked").claimedIdHash()).hasSize(32);
  }

  /** Whoever has a key of his own may send any token beside it. */
  @Test
  void aTokenThatNobodyCheckedChangesNothingBesideAValidKey() {
    ApiCall call =
        lines.call("token-claims", line -> ((ObjectNode) line.get("jwt")).remove("verified"));
    assertThat(call.principal()).isEqualTo(CONSUMER);
  }

  @Test
  void withoutAClientInTheTokenTheConsumerIsTheAgent() {
    ApiCall call = lines.call("token-claims", line -> checked(line).remove("azp"));
    assertThat(call.principal()).isEqualTo(CONSUMER);
  }

  @Test
  void withoutAConsumerTheClaimsOfACheckedTokenNameTheClient() {
    ApiCall call =
        lines.call(
            "token-claims",
            line -> {
              checked(line);
              line.remove("authenticated_entity");
            });
    assertThat(call.principal()).isEqualTo(Principal.agent("tpp-4711", "https://idp.example.com/"));
  }

  @Test
  void aVerifiedCertificateNamesTheAgentAndItsSubjectIsHashed() {
    Principal agent = lines.call("certificate").principal();
    assertThat(agent.issuer()).isEqualTo("kong.mtls.subject");
    assertThat(agent.id()).hasSize(32);
  }

  @Test
  void openBankingHeadersTellOfCustomerAndConsent() {
    ApiCall call = lines.call("open-banking-headers");
    assertThat(call.userPresent()).isEqualTo(UserPresent.TRUE);
    assertThat(call.consentHash()).hasSize(32);
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.callId()).isEqualTo("9b1f0c7e55d14e6f8a2b3c4d5e6f7081");
  }

  private static ObjectNode checked(ObjectNode line) {
    return ((ObjectNode) line.get("jwt")).put("verified", true);
  }
}
