package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.ApiCall.DecidedBy;
import io.gatewatch.ingest.identity.IdentityFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * A parser's notes on one line, in clear: filled by a format, read once by {@link CallAssembler},
 * then dropped. Never stored, never logged, no {@code toString}. Null where the line does not say.
 */
public final class RawCall {
  /** A query parameter, decoded. */
  public record Parameter(String name, String value) {
    /** Shows nothing. */
    @Override
    public String toString() {
      return "Parameter[]";
    }
  }

  /** Start of the request, in ms since 1970; {@code NaN} when it is no number. */
  public Double startedAtMillis;

  /** End of the response, in ms since 1970, where the gateway writes it; goes before the start. */
  public Double endedAtMillis;

  /** Client-side total, in ms. */
  public Double latencyMillis;

  /** HTTP status. */
  public Double status;

  /** HTTP method, any case. */
  public String method;

  /** Path, with or without query; or a whole URL. */
  public String uri;

  /**
   * The route template that the gateway itself names, such as /pets/{petId}; null without. Counts
   * where the path fits it, or there is no path.
   */
  public String gatewayRoute;

  /** The operation that the gateway itself names; null without. */
  public String gatewayOperation;

  /** Whether the client sent what is no HTTP request: no method and path to read. */
  public boolean malformedRequest;

  /** The query, decoded, in order; when empty, the query of {@link #uri} counts. */
  public final List<Parameter> query = new ArrayList<>();

  /** The page that the client says it came from. */
  public String referer;

  /** Production, sandbox, …; goes before what the receiver was told. */
  public String environment;

  /** Name of the backend. */
  public String service;

  /** Address of the client, as the gateway decided it. */
  public String clientAddress;

  /**
   * What the gateway writes in place of an address where it has none: a host's name, a socket;
   * empty when its format has no such field. Null where an address is a must.
   */
  public String clientHost;

  /** The chain of X-Forwarded-For, as it was logged; believed only from listed proxies. */
  public String forwardedFor;

  /** What the line says about its caller, for the identity rules. */
  public final IdentityFacts facts = new IdentityFacts();

  /** Kind of the authenticated caller, when the gateway tags it. */
  public AgentClass agentClass;

  /** Ids that were claimed without proof, the strongest claim first. */
  public final List<String> claims = new ArrayList<>();

  /** Request id that the gateway itself drew. */
  public String gatewayRequestId;

  /** Request id that a client may have chosen. */
  public String echoedRequestId;

  /** Who chose the status. */
  public DecidedBy decidedBy;

  /** W3C or X-Ray trace id in 32 hex digits, where it is no traceparent header. */
  public String traceId;

  /** The node that wrote the line. */
  public String node;

  /** Size of the request, in bytes. */
  public Double bytesIn;

  /** Size of the response, in bytes. */
  public Double bytesOut;

  /** Request headers of meaning. */
  public final RequestHeaders headers = new RequestHeaders();
}
