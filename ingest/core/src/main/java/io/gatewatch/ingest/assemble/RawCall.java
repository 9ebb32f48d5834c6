package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.ApiCall.DecidedBy;
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

  /** Client-side total, in ms. */
  public Double latencyMillis;

  /** HTTP status. */
  public Double status;

  /** HTTP method, any case. */
  public String method;

  /** Path, with or without query; or a whole URL. */
  public String uri;

  /** The query, decoded, in order. */
  public final List<Parameter> query = new ArrayList<>();

  /** Name of the backend. */
  public String service;

  /** Address of the client, as the gateway decided it. */
  public String clientAddress;

  /** Who vouches for the authenticated caller; null when nobody does. */
  public String provenIssuer;

  /** Whether the proven id is a credential that may name a person. */
  public boolean provenByCredential;

  /** Id of the authenticated caller at its issuer; set only when the gateway authenticated it. */
  public String provenId;

  /** Another name under which the issuer knows the same caller: claiming it is no contradiction. */
  public String provenAlias;

  /** What people call the authenticated caller. */
  public String agentName;

  /** Kind of the authenticated caller. */
  public AgentClass agentClass;

  /** Id of the credential that was used, never the credential. */
  public String credentialId;

  /** Ids that were claimed without proof, the strongest claim first. */
  public final List<String> claims = new ArrayList<>();

  /** Request id that the gateway itself drew. */
  public String gatewayRequestId;

  /** Request id that a client may have chosen. */
  public String echoedRequestId;

  /** Who chose the status. */
  public DecidedBy decidedBy;

  /** The node that wrote the line. */
  public String node;

  /** Size of the request, in bytes. */
  public Double bytesIn;

  /** Size of the response, in bytes. */
  public Double bytesOut;

  /** Request headers of meaning. */
  public final RequestHeaders headers = new RequestHeaders();
}
