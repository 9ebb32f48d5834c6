package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.identity.IdentityRules;
import io.gatewatch.ingest.identity.ProvenCaller;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.Masker.Purpose;
import io.gatewatch.ingest.masking.UserAgentScrubber;
import io.gatewatch.ingest.routes.RouteTemplate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Makes a call of a reader's notes, or says why it can not. Nothing of the notes leaves in clear
 * but what {@link ApiCall} names: the template's words, ids that a gateway drew, the address, the
 * scrubbed user agent, and the names an operator gave. Confined to one thread.
 */
public final class CallAssembler {
  private static final int MAX_NAME = 128;

  private final String format;
  private final Masker masker;
  private final String maskingKey;
  private final IdentityRules identity;
  private final UserAgentScrubber scrubber = new UserAgentScrubber();

  /** An assembler of the calls of one format. */
  public CallAssembler(String format, Masker masker, ParserSettings settings) {
    this.format = format;
    this.masker = masker;
    this.maskingKey = settings.keys().id();
    this.identity = settings.config().identityOf(format);
  }

  /**
   * The call, from notes and the line they were taken from (whose hash is the call id when the
   * gateway drew none).
   */
  public ApiCall assemble(RawCall raw, byte[] line, LineContext context) throws LineFault {
    String tenant = context.tenant();
    Instant end = CallChecks.end(raw);
    boolean clamped = CallChecks.isAhead(end, context.receivedAt());
    int status = CallChecks.status(raw.status);
    String method = CallChecks.method(raw);
    RouteTemplate route = route(raw);
    NetworkAddress address = NetworkAddress.of(raw.clientAddress);
    ProvenCaller caller = identity.prove(raw.facts, status);
    Principal principal = principal(caller, address, raw.clientHost, tenant);
    return new ApiCall(
        clamped ? context.receivedAt() : end,
        context.receivedAt(),
        clamped,
        tenant,
        raw.environment == null ? context.environment() : name(raw.environment),
        context.group(),
        Identifiers.isPlain(raw.node, MAX_NAME) ? raw.node : null,
        callId(raw, line, tenant),
        raw.traceId == null ? raw.headers.traceId() : raw.traceId,
        principal,
        caller == null ? null : name(caller.displayName()),
        caller == null ? null : raw.agentClass,
        caller == null ? null : masker.hash(Purpose.CREDENTIAL, tenant, caller.credentialId()),
        masker.hash(Purpose.CUSTOMER, tenant, raw.headers.customerId()),
        masker.hash(Purpose.CONSENT, tenant, raw.headers.consentId()),
        raw.headers.userPresent(),
        toolName(raw.headers.toolName()),
        masker.hash(Purpose.CLAIM, tenant, Claims.strongest(raw, caller)),
        method,
        route.route(),
        raw.service == null || raw.service.isBlank() ? route.firstSegment() : name(raw.service),
        null,
        route.operationGroup(method),
        route.sensitivity(),
        status,
        raw.decidedBy,
        CallChecks.size(raw.bytesIn),
        CallChecks.size(raw.bytesOut),
        raw.latencyMillis,
        address == null ? null : address.text(),
        scrubber.scrub(raw.headers.userAgent()),
        objects(raw, route, tenant),
        format,
        maskingKey,
        null,
        List.of());
  }

  private static RouteTemplate route(RawCall raw) throws LineFault {
    String path = raw.uri == null ? raw.gatewayRoute : raw.uri;
    if (path == null && !raw.malformedRequest) {
      throw new LineFault(RejectReason.PATH_MISSING);
    }
    int query = path == null ? -1 : path.indexOf('?');
    if (query >= 0 && raw.query.isEmpty()) {
      QueryText.read(path.substring(query), raw.query);
    }
    return RouteTemplate.of(path == null ? "/" : path);
  }

  /**
   * AGENT only for an id that the gateway proved; else the network that the packets came from, or,
   * where the gateway knows no address, what it wrote instead, hashed.
   */
  private Principal principal(
      ProvenCaller caller, NetworkAddress address, String host, String tenant) throws LineFault {
    if (caller != null) {
      boolean plain =
          Identifiers.isPlain(caller.id(), MAX_NAME)
              && (!caller.rule().personal() || Identifiers.isUuid(caller.id()));
      String id = plain ? caller.id() : masker.hash(Purpose.AGENT, tenant, caller.id());
      return Principal.agent(id, caller.issuer());
    }
    if (address != null) {
      return Principal.source(address.network());
    }
    if (host == null) {
      throw new LineFault(RejectReason.CALLER_MISSING);
    }
    return Principal.source(
        host.isBlank()
            ? "unknown"
            : "host~" + masker.hash(Purpose.HOST, tenant, host.toLowerCase(Locale.ROOT)));
  }

  /**
   * The id that the gateway drew. An id that the client may have chosen is kept for finding the
   * call, but never alone: with it alone, a caller could make all its calls look like one and the
   * same.
   */
  private String callId(RawCall raw, byte[] line, String tenant) {
    if (Identifiers.isDrawnId(raw.gatewayRequestId)) {
      return raw.gatewayRequestId;
    }
    String hash = masker.lineHash(tenant, line);
    String echoed = raw.echoedRequestId == null ? raw.headers.requestId() : raw.echoedRequestId;
    return Identifiers.isDrawnId(echoed) ? echoed + "~" + hash.substring(0, 16) : hash;
  }

  private List<ObjectRef> objects(RawCall raw, RouteTemplate route, String tenant) {
    return CallObjects.of(raw, route).stream()
        .map(object -> masker.object(object.kind(), tenant, object.id()))
        .distinct()
        .toList();
  }

  /** A tool's name comes from the caller: one with anything to scrub in it is dropped whole. */
  private String toolName(String name) {
    return name != null && name.equals(scrubber.scrub(name)) ? name : null;
  }

  private String name(String text) {
    String scrubbed = scrubber.scrub(text);
    return scrubbed == null || scrubbed.length() <= MAX_NAME
        ? scrubbed
        : scrubbed.substring(0, MAX_NAME);
  }
}
