package io.gatewatch.ingest.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall.UserPresent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Delegation, consent and tools, under the names that the standards give them. */
class RequestHeadersTest {
  private final RequestHeaders headers = new RequestHeaders();

  @Test
  void theCustomerOfTheBerlinGroup() {
    headers.see("PSU-Corporate-ID", "acme");
    assertThat(headers.customerId()).isEqualTo("acme");
    headers.see("PSU-ID", "anna");
    assertThat(headers.customerId()).as("a person rather than her company").isEqualTo("anna");
  }

  @Test
  void theConsentOfTheBerlinGroup() {
    headers.see("Consent-ID", "c-1");
    assertThat(headers.consentId()).isEqualTo("c-1");
  }

  @ParameterizedTest
  @CsvSource({
    "PSU-IP-Address, TRUE",
    "x-fapi-customer-ip-address, TRUE",
    "x-fapi-auth-date, FALSE",
    "PSU-User-Agent, FALSE",
    "TPP-Redirect-URI, FALSE",
    "Consent-ID, FALSE",
    "accept, UNKNOWN"
  })
  void theCustomerIsThereWhenHerAddressIs(String header, UserPresent present) {
    headers.see(header, "x");
    assertThat(headers.userPresent()).isEqualTo(present);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mcp-tool-name", "X-MCP-Tool", "gen_ai.tool.name", "gen-ai-tool-name"})
  void aToolThatAGatewayNames(String header) {
    headers.see(header, "list_accounts");
    assertThat(headers.toolName()).isEqualTo("list_accounts");
  }

  @Test
  void theToolOfAnMcpCall() {
    headers.see("Mcp-Method", "tools/call");
    headers.see("Mcp-Name", "list_accounts");
    headers.see("Mcp-Session-Id", "s-1");
    assertThat(headers.toolName()).isEqualTo("list_accounts");
  }

  @Test
  void whatAnMcpCallReadsOrPromptsIsNoTool() {
    headers.see("Mcp-Method", "resources/read");
    headers.see("Mcp-Name", "file:///accounts/22289");
    assertThat(headers.toolName()).isNull();
  }

  @Test
  void aNameOfAToolThatIsNotPlainIsDropped() {
    headers.see("Mcp-Method", "tools/call");
    headers.see("Mcp-Name", "=?base64?bGlzdA==?=");
    assertThat(headers.toolName()).isNull();
  }

  @Test
  void ofAHeaderThatWasSentTwiceTheFirstCountsButTheChainOfProxiesIsOne() {
    headers.see("psu-id", "anna");
    headers.see("psu-id", "berta");
    headers.see("x-forwarded-for", "1.2.3.4");
    headers.see("x-forwarded-for", "198.51.100.7, 10.0.0.1");
    assertThat(headers.customerId()).isEqualTo("anna");
    assertThat(headers.forwardedFor()).isEqualTo("1.2.3.4,198.51.100.7, 10.0.0.1");
  }

  @Test
  void ofAVeryLongChainTheEndIsKept() {
    headers.see("x-forwarded-for", "1.2.3.4, ".repeat(10_000) + "198.51.100.7");
    assertThat(headers.forwardedFor()).hasSizeLessThan(10_000).endsWith(", 198.51.100.7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user-agent",
        "User-Agent",
        "referer",
        "referrer",
        "x-forwarded-for",
        "authorization",
        "traceparent",
        "x-request-id",
        "x-correlation-id",
        "x-fapi-interaction-id",
        "x-consent-id",
        "consent-id",
        "x-client-id",
        "client-id",
        "x-consumer-id",
        "x-consumer-custom-id",
        "psu-id",
        "x-psu-id",
        "x-customer-id",
        "x-on-behalf-of",
        "x-authenticated-userid",
        "psu-corporate-id",
        "x-fapi-customer-ip-address",
        "psu-ip-address",
        "mcp-method",
        "mcp-name",
        "mcp-tool",
        "x-mcp-tool-name",
        "gen_ai.tool.name",
        "x-fapi-auth-date",
        "tpp-redirect-uri"
      })
  void aHeaderWithAMeaningIsNotPassedOver(String name) {
    assertThat(RequestHeaders.canMatter(name)).isTrue();
  }

  @Test
  void whatNearlyEveryRequestHasIsPassedOver() {
    assertThat(RequestHeaders.canMatter("accept")).isFalse();
    assertThat(RequestHeaders.canMatter("host")).isFalse();
  }
}
