package io.gatewatch.ingest.awsapigateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.formats.Fixtures;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AwsApiGatewayParserTest {
  private static final Principal NETWORK = Principal.source("198.51.100.0/24");

  private final Fixtures lines = Fixtures.of("aws-apigateway");

  @Test
  void aRestCallIsReadWhole() {
    ApiCall call = lines.call("authenticated");
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00.040Z"));
    assertThat(call.latencyMillis()).isEqualTo(40);
    assertThat(call.principal()).isEqualTo(Principal.agent("k8x2demo01", "aws.api-key.id"));
    assertThat(call.credentialHash()).hasSize(32);
    assertThat(call.method()).isEqualTo("GET");
    assertThat(call.route()).isEqualTo("/accounts/{accountId}/balances");
    assertThat(call.objects()).singleElement().extracting(o -> o.kind()).isEqualTo("account");
    assertThat(call.environment()).isEqualTo("prod");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.bytesOut()).isEqualTo(512);
    assertThat(call.bytesIn()).isNull();
    assertThat(call.sourceAddress()).isEqualTo("198.51.100.77");
    assertThat(call.userAgent()).isEqualTo("okhttp/4.12.0");
    assertThat(call.traceId()).isEqualTo("69a5557ebd862e3fe1be46a994272793");
    assertThat(call.format()).isEqualTo("aws-apigateway");
  }

  @ParameterizedTest
  @CsvSource({
    "unauthenticated, 200, UPSTREAM",
    "refused-401, 401, GATEWAY",
    "key-missing-403, 403, GATEWAY",
    "denied-by-authorizer-403, 403, GATEWAY",
    "no-resource-403, 403, GATEWAY",
    "waf-blocked-403, 403, GATEWAY"
  })
  void withoutAnAcceptedCredentialTheNetworkIsCharged(String name, int status, DecidedBy by) {
    ApiCall call = lines.call(name);
    assertThat(call.status()).isEqualTo(status);
    assertThat(call.decidedBy()).isEqualTo(by);
    assertThat(call.principal()).isEqualTo(NETWORK);
    assertThat(call.credentialHash()).isNull();
    assertThat(call.agentName()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "not-found-404, 404, UPSTREAM",
    "limited-429, 429, GATEWAY",
    "our-quota-429, 429, OUR_QUOTA",
    "backend-failed-502, 502, UPSTREAM",
    "integration-timeout-504, 504, GATEWAY"
  })
  void whoDecidedIsToldApart(String name, int status, DecidedBy by) {
    ApiCall call = lines.call(name);
    assertThat(call.status()).isEqualTo(status);
    assertThat(call.decidedBy()).isEqualTo(by);
    assertThat(call.principal().id()).isEqualTo("k8x2demo01");
  }

  @Test
  void thePrincipalOfARefusalIsAClaimAndThatOfABackendsRefusalTheAgent() {
    assertThat(lines.call("denied-by-authorizer-403").claimedIdHash()).hasSize(32);
    assertThat(lines.call("refused-401").claimedIdHash()).hasSize(32);
    ApiCall call = lines.call("forbidden-by-backend-403");
    assertThat(call.principal()).isEqualTo(authorized("tpp-4711"));
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
    assertThat(call.claimedIdHash()).isNull();
  }

  @Test
  void a401OfUnknownOriginProvesNobody() {
    ApiCall call =
        lines.call(
            "missing-fields", line -> line.put("status", "401").put("principalId", "tpp-4711"));
    assertThat(call.principal()).isEqualTo(NETWORK);
    assertThat(call.claimedIdHash()).hasSize(32);
  }

  @Test
  void aRoleIsOneAgentWhateverItsSessionsAreCalled() {
    ApiCall call = lines.call("iam");
    assertThat(call.principal())
        .isEqualTo(Principal.agent("AROAEXAMPLEROLEID0001", "aws.iam.caller"));
    assertThat(call.agentName()).isEqualTo("settlement-batch");
    ApiCall other = lines.call("iam", line -> line.put("caller", "AROAEXAMPLEROLEID0001:x"));
    assertThat(other.principal()).isEqualTo(call.principal());
  }

  @Test
  void aTokenOfAnHttpApiNamesIssuerAndClient() {
    ApiCall call = lines.call("http-api-token");
    assertThat(call.principal()).isEqualTo(Principal.agent("tpp-4711", "https://idp.example.com/"));
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00.012Z"));
    assertThat(call.route()).isEqualTo("/payments/{paymentId}/confirm");
    assertThat(call.environment()).isNull();
    ApiCall bySubject =
        lines.call(
            "http-api-token",
            line ->
                line.put("authorizer.claims.sub", "anna").remove("authorizer.claims.client_id"));
    assertThat(bySubject.principal().id()).hasSize(32);
    assertThat(bySubject.principal().issuer()).isEqualTo("https://idp.example.com/");
  }

  @Test
  void thePrincipalOfAnAuthorizerMayBeAPersonAndIsHashed() {
    ApiCall call = lines.call("authenticated", line -> line.put("principalId", "anna@example.org"));
    assertThat(call.principal()).isEqualTo(authorized("anna@example.org"));
    assertThat(call.principal().id()).hasSize(32);
  }

  @Test
  void withoutAPathTheRouteIsTheGatewaysOwn() {
    ApiCall call = lines.call("missing-fields");
    assertThat(call.route()).isEqualTo("/pets/{petId}");
    assertThat(call.objects()).isEmpty();
    assertThat(call.decidedBy()).isNull();
    assertThat(call.latencyMillis()).isNull();
    assertThat(call.time()).isEqualTo(Instant.parse("2026-03-02T09:15:00Z"));
    assertThat(call.callId()).startsWith("48752d0f-c99d-4cfa-a5a7-f3c6834d19e5~");
  }

  @Test
  void theStageIsCutOffWhereTheApiIsCalledUnderItsOwnDomain() {
    assertThat(lines.call("no-resource-403").route()).isEqualTo("/nothing/here");
    ApiCall custom =
        lines.call(
            "no-resource-403",
            line -> line.put("domainName", "api.example.com").put("path", "/prod/nothing"));
    assertThat(custom.route()).isEqualTo("/prod/nothing");
    assertThat(lines.call("http-api-default-route").route()).isEqualTo("/health");
  }

  @Test
  void nestedObjectsAreReadAsTheirDottedNames() {
    ApiCall call = lines.call("nested");
    assertThat(call.principal()).isEqualTo(Principal.agent("k8x2demo01", "aws.api-key.id"));
    assertThat(call.route()).isEqualTo("/accounts/{id}");
    assertThat(call.environment()).isEqualTo("live");
    assertThat(call.latencyMillis()).isEqualTo(40.5);
    assertThat(call.decidedBy()).isEqualTo(DecidedBy.UPSTREAM);
  }

  @Test
  void eventsOfCloudWatchAreOpenedAloneAndInTheirDelivery() {
    ApiCall alone = lines.call("cloudwatch-event");
    assertThat(alone.principal().id()).isEqualTo("k8x2demo01");
    String event = lines.line("cloudwatch-event");
    String delivery =
        "{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"123456789012\",\"logGroup\":\"api\","
            + ("\"logEvents\":[" + event + "," + event + "]}");
    assertThat(lines.callsOf(delivery)).containsExactly(alone, alone);
    assertThat(lines.callsOf("{\"messageType\":\"CONTROL_MESSAGE\",\"logEvents\":[]}")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "requestTime, yesterday, wrong_type",
    "requestTime, -, time_missing",
    "status, -, status_missing",
    "status, 99, status_out_of_range",
    "httpMethod, -, method_missing",
    "resourcePath, -, path_missing",
    "ip, -, caller_missing"
  })
  void whatIsMissingIsNamed(String field, String value, String reason) {
    assertThat(lines.reason("missing-fields", line -> line.put(field, value))).isEqualTo(reason);
  }

  @ParameterizedTest
  @CsvSource({
    "unauthenticated, apiKeyId, k8x2demo01",
    "unauthenticated, identity.apiKeyId, k8x2demo01",
    "refused-401, authorizer.principalId, tpp-4712",
    "refused-401, integration.status, 401",
    "refused-401, errorResponseType, -",
    "unauthenticated, sourceIp, 203.0.113.9",
    "limited-429, status, 200"
  })
  void aFieldThatAClientWroteIntoTheLineBesideTheGatewaysMakesItAReject(
      String name, String field, String value) {
    String forged = "\"userAgent\":\"x\",\"" + field + "\":\"" + value + "\",\"more\":";
    String line = lines.line(name).replace("\"userAgent\":", forged);
    assertThat(lines.reasonOf(line)).isEqualTo("duplicate_field");
  }

  @ParameterizedTest
  @CsvSource({
    "Root=1-69a5557e-bd862e3fe1be46a994272793;Sampled=1, 69a5557ebd862e3fe1be46a994272793",
    "1-69a5557e-bd862e3fe1be46a99427279, ",
    "1-69A5557E-bd862e3fe1be46a994272793, ",
    "1-00000000-000000000000000000000000, ",
    "1-, "
  })
  void aTraceIdIsThirtyTwoHexDigitsOrNone(String xray, String traceId) {
    ApiCall call = lines.call("authenticated", line -> line.put("xrayTraceId", xray));
    assertThat(call.traceId()).isEqualTo(traceId);
  }

  /** The agent whose principal a Lambda authoriser names: hashed, since it may be a person's. */
  private Principal authorized(String principal) {
    return lines
        .call("forbidden-by-backend-403", line -> line.put("principalId", principal))
        .principal();
  }
}
