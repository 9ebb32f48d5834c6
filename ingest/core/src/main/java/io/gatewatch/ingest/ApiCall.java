package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * One request as the gateway saw it, dated at the end of its response. Absent is null, never
 * invented. No payload, no raw account number, no credential: masking happened before this record
 * existed.
 *
 * @param time end of the response
 * @param receivedAt when the log line reached us; null when a file is replayed
 * @param timeClamped true when the gateway's own time lay more than 2 min after the receipt and was
 *     cut to it
 * @param tenant whose gateway this is
 * @param environment production, sandbox, …; null when the gateway does not say
 * @param gatewayGroup gateways that share limits
 * @param gatewayNode the node that wrote the line
 * @param callId the gateway's request id, else a 128-bit hash of the line, with a number where the
 *     line was not the first of its kind
 * @param traceId W3C trace id
 * @param principal whom the call is charged to
 * @param agentName what people call the agent
 * @param credentialHash keyed hash of the credential's id
 * @param onBehalfOfHash keyed hash of the customer on whose behalf the agent acts
 * @param consentHash keyed hash of the consent
 * @param userPresent whether the customer was there (x-fapi-customer-ip-address, PSU-IP-Address;
 *     the address is dropped)
 * @param toolName tool of an AI agent (MCP, gen_ai headers)
 * @param claimedIdHash keyed hash of an identity that was claimed, not proven: evidence, never the
 *     key
 * @param method HTTP method, upper case
 * @param route template of the path, such as /accounts/{id}/balances
 * @param service the gateway's own name of the backend, else the first path segment
 * @param operation operation id of the catalogue
 * @param operationGroup named by the catalogue, else resource + read or write, such as
 *     accounts.read
 * @param status HTTP status, 100..599
 * @param decidedBy who chose that status
 * @param bytesIn size of the request, in bytes
 * @param bytesOut size of the response, in bytes
 * @param latencyMillis client-side total, in milliseconds
 * @param sourceAddress address of the client, IPv4 or IPv6 text
 * @param userAgent scrubbed of anything that looks like a secret
 * @param objects what the call touched, as keyed hashes
 * @param format format of the log line; null in calls of older versions
 * @param maskingKey name of the key behind the hashes; null in calls of older versions
 * @param requiredScope what the catalogue says a caller must have been granted; null without
 * @param exposures what the masker found in clear where it should not stand: place and kind, never
 *     the value
 * @param probes what the call tries: place and kind, never the text; empty in calls of older
 *     versions
 * @param lifecycle whether the catalogue calls the operation deprecated, or past its end; null when
 *     it is as good as any
 * @param claimedAgent name of the registered agent that was named without proof, from none of its
 *     own networks; null for none
 * @param pageSize how many rows a page the client asked for, 1 to 100,000; null when it did not say
 */
public record ApiCall(
    Instant time,
    Instant receivedAt,
    boolean timeClamped,
    String tenant,
    String environment,
    String gatewayGroup,
    String gatewayNode,
    String callId,
    String traceId,
    Principal principal,
    String agentName,
    AgentClass agentClass,
    String credentialHash,
    String onBehalfOfHash,
    String consentHash,
    UserPresent userPresent,
    String toolName,
    String claimedIdHash,
    String method,
    String route,
    String service,
    String operation,
    String operationGroup,
    Sensitivity sensitivity,
    int status,
    DecidedBy decidedBy,
    Long bytesIn,
    Long bytesOut,
    Double latencyMillis,
    String sourceAddress,
    String userAgent,
    List<ObjectRef> objects,
    String format,
    String maskingKey,
    String requiredScope,
    List<Exposure> exposures,
    List<Probe> probes,
    @JsonInclude(JsonInclude.Include.NON_NULL) Lifecycle lifecycle,
    @JsonInclude(JsonInclude.Include.NON_NULL) String claimedAgent,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer pageSize)
    implements LogEntry {
  /** The largest page that a query is believed to ask for, in rows. */
  public static final int MOST_ROWS = 100_000;

  /** Kind of caller, from the registry or the gateway's tags. */
  public enum AgentClass {
    AI_AGENT,
    AISP,
    PISP,
    PARTNER,
    INTERNAL,
    BATCH,
    HUMAN_CHANNEL,
    UNKNOWN
  }

  /** Whether the customer was present at the call. */
  public enum UserPresent {
    TRUE,
    FALSE,
    UNKNOWN
  }

  /** How much harm the operation can do, from the catalogue. */
  public enum Sensitivity {
    LOW,
    PERSONAL,
    FINANCIAL,
    PAYMENT
  }

  /** Where an operation stands that is to go. */
  public enum Lifecycle {
    /** OpenAPI's deprecated, or past the day of RFC 9745. */
    DEPRECATED,
    /** Past the day of RFC 8594: it may be gone. */
    SUNSET
  }

  /** Who chose the status that the client saw. */
  public enum DecidedBy {
    GATEWAY,
    UPSTREAM,
    OUR_QUOTA,
    CONSENT_LIMIT
  }

  public ApiCall {
    requireNonNull(time, "time");
    requireNonNull(tenant, "tenant");
    requireNonNull(gatewayGroup, "gatewayGroup");
    requireNonNull(callId, "callId");
    requireNonNull(principal, "principal");
    requireNonNull(method, "method");
    requireNonNull(route, "route");
    requireNonNull(service, "service");
    requireNonNull(operationGroup, "operationGroup");
    if (status < 100 || status > 599) {
      throw new IllegalArgumentException("status: " + status + " (expected: 100..599)");
    }
    if (pageSize != null && (pageSize < 1 || pageSize > MOST_ROWS)) {
      throw new IllegalArgumentException("pageSize: " + pageSize + " (expected: 1..100000)");
    }
    agentClass = agentClass == null ? AgentClass.UNKNOWN : agentClass;
    userPresent = userPresent == null ? UserPresent.UNKNOWN : userPresent;
    objects = objects == null ? List.of() : List.copyOf(objects);
    exposures = exposures == null ? List.of() : List.copyOf(exposures);
    probes = probes == null ? List.of() : List.copyOf(probes);
  }

  /** A call of which neither catalogue nor registry says more, and that asks for no page size. */
  public ApiCall(
      Instant time,
      Instant receivedAt,
      boolean timeClamped,
      String tenant,
      String environment,
      String gatewayGroup,
      String gatewayNode,
      String callId,
      String traceId,
      Principal principal,
      String agentName,
      AgentClass agentClass,
      String credentialHash,
      String onBehalfOfHash,
      String consentHash,
      UserPresent userPresent,
      String toolName,
      String claimedIdHash,
      String method,
      String route,
      String service,
      String operation,
      String operationGroup,
      Sensitivity sensitivity,
      int status,
      DecidedBy decidedBy,
      Long bytesIn,
      Long bytesOut,
      Double latencyMillis,
      String sourceAddress,
      String userAgent,
      List<ObjectRef> objects,
      String format,
      String maskingKey,
      String requiredScope,
      List<Exposure> exposures,
      List<Probe> probes) {
    this(
        time,
        receivedAt,
        timeClamped,
        tenant,
        environment,
        gatewayGroup,
        gatewayNode,
        callId,
        traceId,
        principal,
        agentName,
        agentClass,
        credentialHash,
        onBehalfOfHash,
        consentHash,
        userPresent,
        toolName,
        claimedIdHash,
        method,
        route,
        service,
        operation,
        operationGroup,
        sensitivity,
        status,
        decidedBy,
        bytesIn,
        bytesOut,
        latencyMillis,
        sourceAddress,
        userAgent,
        objects,
        format,
        maskingKey,
        requiredScope,
        exposures,
        probes,
        null,
        null,
        null);
  }

  /**
   * The key of this call on {@code gatewatch.calls}: tenant/group/kind/principal, parts
   * percent-encoded.
   */
  public String key() {
    return principal.key(tenant, gatewayGroup);
  }
}
