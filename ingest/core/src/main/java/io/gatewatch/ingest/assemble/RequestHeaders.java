package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.ApiCall.UserPresent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Keeps, of all request headers, the few that mean something to us; drops the rest at once. */
public final class RequestHeaders {
  private final List<String> claims = new ArrayList<>(2);
  private String userAgent;
  private String traceparent;
  private String consentId;
  private String customerId;
  private String toolName;
  private String requestId;
  private String referer;
  private String forwardedFor;
  private boolean customerAddress;
  private boolean openBanking;

  /** Takes note of a header. A list counts with its first value; null counts as absent. */
  public void see(String name, String value) {
    if (value == null || value.isBlank()) {
      return;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    switch (lower) {
      case "user-agent" -> userAgent = value;
      case "referer", "referrer" -> referer = value;
      case "x-forwarded-for" -> forwardedFor = value;
      case "traceparent" -> traceparent = value;
      case "x-request-id", "x-correlation-id", "x-fapi-interaction-id" ->
          seeRequestId(lower, value);
      case "x-consent-id", "consent-id" -> consentId = value;
      case "x-client-id", "client-id", "x-consumer-id", "x-consumer-custom-id" -> claims.add(value);
      case "psu-id", "x-psu-id", "x-customer-id", "x-on-behalf-of", "x-authenticated-userid" ->
          customerId = value;
      case "x-fapi-customer-ip-address", "psu-ip-address" -> customerAddress = true;
      case "mcp-tool", "mcp-tool-name", "x-mcp-tool", "x-mcp-tool-name" -> toolName = value;
      case "gen-ai-tool-name", "x-gen-ai-tool-name", "gen_ai.tool.name" -> toolName = value;
      default -> {}
    }
    openBanking |= lower.startsWith("x-fapi-") || lower.startsWith("psu-") || consentId != null;
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

  String customerId() {
    return customerId;
  }

  String requestId() {
    return requestId;
  }

  List<String> claims() {
    return claims;
  }

  /** The tool of an agent when it is a plain short name, else null. */
  String toolName() {
    return Identifiers.isPlain(toolName, 64) ? toolName : null;
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
