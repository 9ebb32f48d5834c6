package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.ApiCall.UserPresent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Keeps, of all request headers, the few that mean something to us; drops the rest at once. What
 * they say is the client's word. Names are those of Open Banking UK and FAPI ({@code x-fapi-*}),
 * the Berlin Group ({@code PSU-*}, {@code TPP-*}, {@code Consent-ID}), MCP ({@code Mcp-Method},
 * {@code Mcp-Name}) and the gen_ai conventions of OpenTelemetry.
 */
public final class RequestHeaders {
  private static final String TOOL_CALL = "tools/call";
  private static final int MAX_CHAIN = 8_192;

  private final List<String> claims = new ArrayList<>();
  private String userAgent;
  private String traceparent;
  private String consentId;
  private String customerId;
  private String corporateId;
  private String authorization;
  private String toolName;
  private String mcpMethod;
  private String mcpName;
  private String requestId;
  private String referer;
  private String forwardedFor;
  private boolean customerAddress;
  private boolean openBanking;

  /**
   * Whether a header of this name can mean something: false for the ones that nearly every request
   * has and nobody reads here, so that their values need not be made into texts.
   */
  public static boolean canMatter(String name) {
    return switch (name) {
      case "host", "connection", "cookie", "origin", "pragma", "cache-control" -> false;
      case "accept", "accept-encoding", "accept-language", "content-type", "content-length" ->
          false;
      case "x-real-ip", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port" -> false;
      case "x-forwarded-path", "x-forwarded-prefix" -> false;
      default -> true;
    };
  }

  /**
   * Takes note of a header; null counts as absent. One that was sent more than once is told once
   * for each value, in order: the first counts, but X-Forwarded-For is one chain.
   */
  public void see(String name, String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    switch (lower) {
      case "user-agent" -> userAgent = first(userAgent, value);
      case "referer", "referrer" -> referer = first(referer, value);
      case "x-forwarded-for" -> forwardedFor = chained(forwardedFor, value);
      case "authorization" -> authorization = first(authorization, value);
      case "traceparent" -> traceparent = first(traceparent, value);
      case "x-request-id", "x-correlation-id", "x-fapi-interaction-id" ->
          seeRequestId(lower, value);
      case "x-consent-id", "consent-id" -> consentId = first(consentId, value);
      case "x-client-id", "client-id", "x-consumer-id", "x-consumer-custom-id" -> claims.add(value);
      case "psu-id", "x-psu-id", "x-customer-id", "x-on-behalf-of", "x-authenticated-userid" ->
          customerId = first(customerId, value);
      case "psu-corporate-id" -> corporateId = first(corporateId, value);
      case "x-fapi-customer-ip-address", "psu-ip-address" -> customerAddress = true;
      default -> seeTool(lower, value);
    }
    openBanking |= isOpenBanking(lower) || consentId != null;
  }

  private void seeTool(String lower, String value) {
    switch (lower) {
      case "mcp-method" -> mcpMethod = first(mcpMethod, value);
      case "mcp-name" -> mcpName = first(mcpName, value);
      case "mcp-tool", "mcp-tool-name", "x-mcp-tool", "x-mcp-tool-name" ->
          toolName = first(toolName, value);
      case "gen-ai-tool-name", "x-gen-ai-tool-name", "gen_ai.tool.name" ->
          toolName = first(toolName, value);
      default -> {}
    }
  }

  private static boolean isOpenBanking(String lower) {
    return lower.startsWith("x-fapi-") || lower.startsWith("psu-") || lower.startsWith("tpp-");
  }

  private static String first(String known, String value) {
    return known == null ? value : known;
  }

  /** Proxies add at the right end, so that is the end that is kept. */
  private static String chained(String known, String value) {
    String chain = known == null ? value : known + "," + value;
    int over = chain.length() - MAX_CHAIN;
    return over <= 0 ? chain : chain.substring(over);
  }

  String userAgent() {
    return userAgent;
  }

  String referer() {
    return referer;
  }

  /** The chain of X-Forwarded-For as it was logged. */
  public String forwardedFor() {
    return forwardedFor;
  }

  String consentId() {
    return consentId;
  }

  /** The customer; a company only where no person is named. */
  String customerId() {
    return customerId == null ? corporateId : customerId;
  }

  String authorization() {
    return authorization;
  }

  String requestId() {
    return requestId;
  }

  List<String> claims() {
    return claims;
  }

  /** The tool of an agent when it is a plain short name, else null. */
  String toolName() {
    boolean called = toolName == null && TOOL_CALL.equals(mcpMethod);
    String name = called ? mcpName : toolName;
    return Identifiers.isPlain(name, 64) ? name : null;
  }

  /** The 32 hex digits of a W3C traceparent, version 00; null when there is none. */
  String traceId() {
    if (traceparent == null || traceparent.length() < 55 || !traceparent.startsWith("00-")) {
      return null;
    }
    String id = traceparent.substring(3, 35);
    return traceparent.charAt(35) == '-' && Identifiers.isLowerHex(id) ? id : null;
  }

  /** Present when the caller passed the customer's address on; absent only where that is spoken. */
  UserPresent userPresent() {
    if (customerAddress) {
      return UserPresent.TRUE;
    }
    return openBanking ? UserPresent.FALSE : UserPresent.UNKNOWN;
  }

  private void seeRequestId(String lower, String value) {
    if (requestId == null || lower.equals("x-request-id")) {
      requestId = value;
    }
  }
}
