package io.gatewatch.ingest.assemble;

import static io.gatewatch.ingest.kong.KongLines.CONSUMER;
import static io.gatewatch.ingest.kong.KongLines.anonymous;
import static io.gatewatch.ingest.kong.KongLines.authenticated;
import static io.gatewatch.ingest.kong.KongLines.headers;
import static io.gatewatch.ingest.kong.KongLines.query;
import static io.gatewatch.ingest.kong.KongLines.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.YamlSchemas;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.kong.KongLines;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.Masker.Purpose;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom a call is charged to, under an operator's own rules, proxies and registry. */
class CallerTest {
  private static final MaskingKeys KEYS = MaskingKeys.wellKnown();
  private static final LineContext PUBLIC = new LineContext("bank", "public", null, null);
  private static final LineContext PARTNER = new LineContext("bank", "partner-n", null, null);
  private static final IngestConfig EXAMPLE =
      IngestConfig.read(YamlSchemas.text("/examples/ingest.yaml"));

  @Test
  void aTokenThatTheGatewayCheckedNamesItsClientItsIssuerAndItsCustomer() {
    ApiCall call = shipped(token("{\"verified\":true,%s}"));
    assertThat(call.principal()).isEqualTo(Principal.agent("copilot", "https://idp.bank.example"));
    assertThat(call.onBehalfOfHash()).isEqualTo(hash(Purpose.CUSTOMER, "anna"));
    assertThat(call.claimedIdHash()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{%s}", "{\"verified\":false,%s}", "{\"verified\":\"yes\",%s}"})
  void aTokenThatNobodyCheckedIsAClaim(String form) {
    ApiCall call = shipped(token(form));
    assertThat(call.principal()).isEqualTo(Principal.source("198.51.100.0/24"));
    assertThat(call.claimedIdHash()).isEqualTo(hash(Purpose.CLAIM, "copilot"));
    assertThat(call.onBehalfOfHash()).isNull();
  }

  @Test
  void aTokensClientInTheAuthorizationHeaderIsAClaimOnlyWhereNobodyIsProven() {
    byte[] claims = "{\"azp\":\"copilot\"}".getBytes(StandardCharsets.UTF_8);
    String bearer = "Bearer e30." + Base64.getUrlEncoder().encodeToString(claims) + ".x";
    ObjectNode stranger = anonymous();
    headers(stranger).put("authorization", bearer);
    assertThat(shipped(stranger).claimedIdHash()).isEqualTo(hash(Purpose.CLAIM, "copilot"));
    ObjectNode agent = authenticated();
    headers(agent).put("authorization", bearer);
    assertThat(shipped(agent).claimedIdHash()).isNull();
  }

  @Test
  void aCertificateThatTheGatewayCheckedNamesTheAgent() {
    ObjectNode line = certificate("SUCCESS");
    ApiCall call = call(line, PARTNER, new ParserSettings(KEYS, EXAMPLE));
    assertThat(call.principal().issuer()).isEqualTo("mtls");
    assertThat(call.principal().id()).hasSize(32);
    assertThat(call.agentName()).isEqualTo("CN=Budget Buddy Ltd,C=GB");
    assertThat(shipped(certificate("FAILED:expired")).principal().kind())
        .isEqualTo(Principal.Kind.SOURCE);
  }

  @Test
  void aGroupsOwnRulesProveByTheseAlone() {
    ParserSettings settings = new ParserSettings(KEYS, EXAMPLE);
    assertThat(call(authenticated(), PUBLIC, settings).principal().id()).isEqualTo(CONSUMER);
    assertThat(call(authenticated(), PARTNER, settings).principal().kind())
        .isEqualTo(Principal.Kind.SOURCE);
  }

  @Test
  void aListedProxysWordAboutItsClientIsBelieved() {
    ObjectNode line = anonymous();
    line.put("client_ip", "10.0.0.7");
    headers(line).putArray("x-forwarded-for").add("1.2.3.4").add("203.0.113.9, 10.1.1.1");
    ParserSettings settings = new ParserSettings(KEYS, EXAMPLE);
    assertThat(call(line, PUBLIC, settings).sourceAddress()).isEqualTo("203.0.113.9");
    assertThat(call(line, PUBLIC, settings).principal().id()).isEqualTo("203.0.113.0/24");
    assertThat(call(line, PARTNER, settings).sourceAddress()).isEqualTo("10.0.0.7");
    assertThat(shipped(line).sourceAddress())
        .as("out of the box nobody's is")
        .isEqualTo("10.0.0.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "192.168.0.9", "192.0.2.1", "fd00::1", "2001:db8::1", "::1"})
  void privateAndDocumentationRangesAreSourcesLikeAnyOther(String address) {
    ObjectNode line = anonymous();
    line.put("client_ip", address);
    assertThat(shipped(line).principal().kind()).isEqualTo(Principal.Kind.SOURCE);
    assertThat(shipped(line).sourceAddress()).isEqualTo(address);
  }

  @Test
  void theRegistrysNameAndClassGoBeforeTheGatewaysFromItsTimeOn() {
    Instant end = KongLines.STARTED.plusMillis(40);
    IngestBook book = IngestBook.of(List.of(registry("class: partner", end)));
    ParserSettings settings = new ParserSettings(KEYS, IngestConfig.shipped(), () -> book);
    ApiCall call = call(authenticated(), PUBLIC, settings);
    assertThat(call.agentName()).isEqualTo("Buddy, as we call it");
    assertThat(call.agentClass()).isEqualTo(AgentClass.PARTNER);
    IngestBook later = IngestBook.of(List.of(registry("class: partner", end.plusMillis(1))));
    ApiCall before =
        call(
            authenticated(), PUBLIC, new ParserSettings(KEYS, IngestConfig.shipped(), () -> later));
    assertThat(before.agentName()).isEqualTo("budget-buddy");
    assertThat(before.agentClass()).isEqualTo(AgentClass.AISP);
  }

  @Test
  void anEntryWithoutClassLeavesTheGatewaysTag() {
    IngestBook book = IngestBook.of(List.of(registry("tier: gold", Instant.EPOCH)));
    ParserSettings settings = new ParserSettings(KEYS, IngestConfig.shipped(), () -> book);
    assertThat(call(authenticated(), PUBLIC, settings).agentClass()).isEqualTo(AgentClass.AISP);
    assertThat(call(anonymous(), PUBLIC, settings).agentName()).isNull();
  }

  @Test
  void aClaimIsFoundUnderTheHashOfTheIdThatItNames() {
    ObjectNode line = anonymous();
    query(line).put("client_id", CONSUMER);
    assertThat(shipped(line).claimedIdHash()).isEqualTo(hash(Purpose.CLAIM, CONSUMER));
  }

  private static ControlRecord registry(String more, Instant from) {
    String entry = "agents: [{id: " + CONSUMER + ", name: 'Buddy, as we call it', " + more + "}]";
    return ControlRecord.of(ControlRecord.REGISTRY, "r", 1, from, entry);
  }

  private static ObjectNode token(String form) {
    String claims = "\"iss\":\"https://idp.bank.example\",\"azp\":\"copilot\",\"sub\":\"anna\"";
    return anonymous().set("jwt", KongLines.json(form.formatted(claims)));
  }

  private static ObjectNode certificate(String verify) {
    ObjectNode line = anonymous();
    request(line)
        .putObject("tls")
        .put("version", "TLSv1.3")
        .put("client_verify", verify)
        .put("client_subject", "CN=Budget Buddy Ltd,C=GB");
    return line;
  }

  private static String hash(Purpose purpose, String id) {
    return new Masker(KEYS).at(null).hash(purpose, "bank", id);
  }

  private static ApiCall shipped(ObjectNode line) {
    return call(line, PUBLIC, ParserSettings.shipped(KEYS));
  }

  private static ApiCall call(ObjectNode line, LineContext context, ParserSettings settings) {
    ParsedLine parsed =
        Formats.named("kong").parser(settings).parse(KongLines.bytes(line), context);
    assertThat(parsed).isInstanceOf(ParsedLine.Accepted.class);
    return ((ParsedLine.Accepted) parsed).call();
  }
}
