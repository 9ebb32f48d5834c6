package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.Masker.Purpose;
import io.gatewatch.ingest.masking.UserAgentScrubber;
import io.gatewatch.ingest.routes.RouteTemplate;
import java.time.Instant;
import java.util.List;

/**
 * Makes a call of a parser's notes, or says why it can not. Nothing of the notes leaves in clear
 * but what {@link ApiCall} names: the template's words, ids that a gateway drew, the address, the
 * scrubbed user agent, and the names an operator gave. Confined to one thread.
 */
public final class CallAssembler {
  private static final int MAX_NAME = 128;

  private final Masker masker;
  private final UserAgentScrubber scrubber = new UserAgentScrubber();

  /** An assembler that masks under these keys. */
  public CallAssembler(Masker masker) {
    this.masker = masker;
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
    String method = CallChecks.method(raw.method);
    if (raw.uri == null) {
      throw new LineFault(RejectReason.PATH_MISSING);
    }
    RouteTemplate route = RouteTemplate.of(raw.uri);
    NetworkAddress address = NetworkAddress.of(raw.clientAddress);
    Principal principal = principal(raw, address, tenant);
    boolean agent = principal.kind() == Principal.Kind.AGENT;
    return new ApiCall(
        clamped ? context.receivedAt() : end,
        context.receivedAt(),
        clamped,
        tenant,
        context.environment(),
        context.group(),
        Identifiers.isPlain(raw.node, MAX_NAME) ? raw.node : null,
        callId(raw, line, tenant),
        raw.headers.traceId(),
        principal,
        agent ? name(raw.agentName) : null,
        agent ? raw.agentClass : null,
        masker.hash(Purpose.CREDENTIAL, tenant, raw.credentialId),
        masker.hash(Purpose.CUSTOMER, tenant, raw.headers.customerId()),
        masker.hash(Purpose.CONSENT, tenant, raw.headers.consentId()),
        raw.headers.userPresent(),
        toolName(raw.headers.toolName()),
        masker.hash(Purpose.CLAIM, tenant, claim(raw)),
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
        objects(raw, route, tenant));
  }

  /** AGENT only for an id that the gateway proved; else the network that the packets came from. */
  private Principal principal(RawCall raw, NetworkAddress address, String tenant) throws LineFault {
    if (raw.provenId != null && !raw.provenId.isBlank()) {
      boolean plain = Identifiers.isPlain(raw.provenId, MAX_NAME) && !raw.provenByCredential;
      String id = plain ? raw.provenId : masker.hash(Purpose.AGENT, tenant, raw.provenId);
      return Principal.agent(id, raw.provenIssuer);
    }
    if (address == null) {
      throw new LineFault(RejectReason.CALLER_MISSING);
    }
    return Principal.source(address.network());
  }

  /** The first claim that is not the proven caller itself. */
  private static String claim(RawCall raw) {
    for (List<String> claims : List.of(raw.headers.claims(), raw.claims)) {
      for (String claim : claims) {
        boolean own = claim.equals(raw.provenId) || claim.equals(raw.provenAlias);
        if (!claim.isBlank() && !own) {
          return claim;
        }
      }
    }
    return null;
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
