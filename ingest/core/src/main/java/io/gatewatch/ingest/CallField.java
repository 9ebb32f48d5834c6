package io.gatewatch.ingest;

import static io.gatewatch.ingest.CallField.Source.CALLER;
import static io.gatewatch.ingest.CallField.Source.GATEWAY;

import java.util.function.Predicate;

/**
 * The fields of a call that a gateway may or may not log, and that something depends on. What no
 * call can be without (time, method, route, status) is not among them. Names are a contract; new
 * ones are added at the end.
 */
public enum CallField {
  /** The caller was authenticated: the call is charged to an agent, not to a network. */
  AGENT("agent", CALLER, c -> c.principal().kind() == Principal.Kind.AGENT),
  AGENT_NAME("agentName", CALLER, c -> c.agentName() != null),
  AGENT_CLASS("agentClass", CALLER, c -> c.agentClass() != ApiCall.AgentClass.UNKNOWN),
  CREDENTIAL("credentialHash", CALLER, c -> c.credentialHash() != null),
  ON_BEHALF_OF("onBehalfOfHash", CALLER, c -> c.onBehalfOfHash() != null),
  CONSENT("consentHash", CALLER, c -> c.consentHash() != null),
  USER_PRESENT("userPresent", CALLER, c -> c.userPresent() != ApiCall.UserPresent.UNKNOWN),
  TOOL_NAME("toolName", CALLER, c -> c.toolName() != null),
  CLAIMED_ID("claimedIdHash", CALLER, c -> c.claimedIdHash() != null),
  /** The catalogue knows the operation. */
  OPERATION("operation", CALLER, c -> c.operation() != null),
  DECIDED_BY("decidedBy", CALLER, c -> c.decidedBy() != null),
  BYTES_IN("bytesIn", GATEWAY, c -> c.bytesIn() != null),
  BYTES_OUT("bytesOut", GATEWAY, c -> c.bytesOut() != null),
  LATENCY("latencyMillis", GATEWAY, c -> c.latencyMillis() != null),
  SOURCE_ADDRESS("sourceAddress", GATEWAY, c -> c.sourceAddress() != null),
  USER_AGENT("userAgent", CALLER, c -> c.userAgent() != null),
  TRACE_ID("traceId", CALLER, c -> c.traceId() != null),
  /** The call names at least one object. */
  OBJECTS("objects", CALLER, c -> !c.objects().isEmpty()),
  GATEWAY_NODE("gatewayNode", GATEWAY, c -> c.gatewayNode() != null),
  /** The client says how many rows a page it wants. */
  PAGE_SIZE("pageSize", CALLER, c -> c.pageSize() != null);

  /** Who decides whether the field is there. */
  public enum Source {
    /** The gateway's log format: the field is there for all calls or for none. */
    GATEWAY,
    /** The caller as well: its share follows who happens to call. */
    CALLER
  }

  private final String wireName;
  private final Source source;
  private final Predicate<ApiCall> filled;

  CallField(String wireName, Source source, Predicate<ApiCall> filled) {
    this.wireName = wireName;
    this.source = source;
    this.filled = filled;
  }

  /** Its name in {@link ApiCall} and in JSON, such as {@code bytesOut}. */
  public String wireName() {
    return wireName;
  }

  /** Who decides whether it is there. */
  public Source source() {
    return source;
  }

  /** Whether a call has it. */
  public boolean isFilled(ApiCall call) {
    return filled.test(call);
  }
}
