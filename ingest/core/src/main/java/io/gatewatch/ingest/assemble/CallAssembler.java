package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.Repeats;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.identity.ProvenCaller;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.masking.Mask;
import io.gatewatch.ingest.masking.Masker;
import io.gatewatch.ingest.masking.Masker.Purpose;
import io.gatewatch.ingest.masking.Scrubber;
import io.gatewatch.ingest.masking.SensitiveText;
import io.gatewatch.ingest.network.NetworkAddress;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.ingest.registry.RegisteredAgent;
import io.gatewatch.ingest.routes.NamedRoute;
import io.gatewatch.ingest.routes.RawObject;
import io.gatewatch.ingest.routes.RouteTemplate;
import io.gatewatch.ingest.routes.Router;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Makes a call of a reader's notes, or says why it can not. Nothing of the notes leaves in clear
 * but what {@link ApiCall} names: the template's words, ids that a gateway drew, the address, the
 * scrubbed user agent, and the names an operator gave. Confined to one thread.
 */
public final class CallAssembler {
  private static final int MAX_NAME = 128;

  private final String format;
  private final Masker masker;
  private final Callers callers;
  private final Supplier<IngestBook> book;
  private final SensitiveText judge = new SensitiveText();
  private final Scrubber scrubber = new Scrubber(judge);
  private final CallExposures exposures = new CallExposures(judge);
  private final CallProbes probes = new CallProbes();

  /** An assembler of the calls of one format. */
  public CallAssembler(String format, Masker masker, ParserSettings settings) {
    this.format = format;
    this.masker = masker;
    this.callers = new Callers(format, settings.config());
    this.book = settings.book();
  }

  /**
   * The call, from notes and the line they were taken from (whose hash is the call id when the
   * gateway drew none).
   *
   * @param among the lines that it came with; null when it came alone
   */
  public ApiCall assemble(RawCall raw, byte[] line, LineContext context, Repeats among)
      throws LineFault {
    String tenant = context.tenant();
    Instant end = CallChecks.end(raw);
    boolean clamped = CallChecks.isAhead(end, context.receivedAt());
    Instant time = clamped ? context.receivedAt() : end;
    Mask mask = masker.at(time);
    int status = CallChecks.status(raw.status);
    String method = CallChecks.method(raw);
    IngestBook inForce = book.get();
    RouteTemplate route = route(raw, method, inForce.catalog(time.toEpochMilli()));
    callers.enter(context);
    NetworkAddress address = callers.address(raw);
    ProvenCaller caller = callers.proven(raw, status);
    Principal principal = principal(caller, address, raw.clientHost, tenant, mask);
    AgentRegistry registry = inForce.registry(time.toEpochMilli());
    RegisteredAgent entry =
        registry == null ? null : registry.find(principal, tenant, context.group());
    String claim = Claims.strongest(raw, caller);
    String userAgent = scrubber.scrub(raw.headers.userAgent());
    int userAgentKinds = scrubber.kinds();
    return new ApiCall(
        time,
        context.receivedAt(),
        clamped,
        tenant,
        raw.environment == null ? context.environment() : name(raw.environment),
        context.group(),
        node(raw.node),
        callId(raw, line, tenant, mask, among),
        traceId(raw),
        principal,
        agentName(entry, caller),
        agentClass(entry, caller, raw),
        caller == null ? null : mask.hash(Purpose.CREDENTIAL, tenant, caller.credentialId()),
        mask.hash(Purpose.CUSTOMER, tenant, customer(caller, raw)),
        mask.hash(Purpose.CONSENT, tenant, consent(caller, raw)),
        raw.headers.userPresent(),
        toolName(raw.headers.toolName()),
        mask.hash(Purpose.CLAIM, tenant, claim),
        method,
        route.route(),
        raw.service == null || raw.service.isBlank() ? route.firstSegment() : name(raw.service),
        operation(route, raw),
        route.operationGroup(method),
        route.sensitivity(),
        status,
        raw.decidedBy,
        CallChecks.size(raw.bytesIn),
        CallChecks.size(raw.bytesOut),
        raw.latencyMillis,
        address == null ? null : address.text(),
        userAgent,
        objects(raw, route, tenant, mask),
        format,
        mask.keyId(),
        route.requiredScope(),
        exposures.of(raw, userAgentKinds),
        probes.of(raw),
        route.lifecycle(time),
        claimedAgent(registry, entry, claim, address, context),
        PageSize.of(raw.query));
  }

  private static RouteTemplate route(RawCall raw, String method, Catalog catalog) throws LineFault {
    String path = raw.uri;
    if (path == null) {
      if (raw.gatewayRoute == null && !raw.malformedRequest) {
        throw new LineFault(RejectReason.PATH_MISSING);
      }
      return NamedRoute.of(raw.gatewayRoute == null ? "/" : raw.gatewayRoute);
    }
    int query = path.indexOf('?');
    if (query >= 0 && raw.query.isEmpty()) {
      QueryText.read(path.substring(query), raw.query);
    }
    return Router.route(method, path, raw.gatewayRoute, catalog);
  }

  /** The catalogue's name goes before the gateway's. */
  private static String operation(RouteTemplate route, RawCall raw) {
    String named = route.operation() == null ? raw.gatewayOperation : route.operation();
    return Identifiers.isPlain(named, MAX_NAME) ? named : null;
  }

  /**
   * AGENT only for an id that the gateway proved; else the network that the packets came from, or,
   * where the gateway knows no address, what it wrote instead, hashed.
   */
  private static Principal principal(
      ProvenCaller caller, NetworkAddress address, String host, String tenant, Mask mask)
      throws LineFault {
    if (caller != null) {
      boolean plain =
          Identifiers.isPlain(caller.id(), MAX_NAME)
              && (!caller.rule().personal() || Identifiers.isUuid(caller.id()));
      String id = plain ? caller.id() : mask.hash(Purpose.AGENT, tenant, caller.id());
      boolean known = Identifiers.isPlain(caller.issuer(), MAX_NAME);
      String issuer = known ? caller.issuer() : mask.hash(Purpose.AGENT, tenant, caller.issuer());
      return Principal.agent(id, issuer);
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
            : "host~" + mask.hash(Purpose.HOST, tenant, host.toLowerCase(Locale.ROOT)));
  }

  private String agentName(RegisteredAgent entry, ProvenCaller caller) {
    if (entry != null) {
      return entry.name();
    }
    return caller == null ? null : name(caller.displayName());
  }

  /** Whom a claim means, by the name that the operator gave. */
  private static String claimedAgent(
      AgentRegistry registry,
      RegisteredAgent own,
      String claim,
      NetworkAddress address,
      LineContext context) {
    RegisteredAgent claimed =
        registry == null
            ? null
            : registry.claimed(claim, own, address, context.tenant(), context.group());
    return claimed == null ? null : claimed.name();
  }

  private static AgentClass agentClass(RegisteredAgent entry, ProvenCaller caller, RawCall raw) {
    if (entry != null && entry.agentClass() != null) {
      return entry.agentClass();
    }
    return caller == null ? null : raw.agentClass;
  }

  /** What a proven token says goes before what a header says. */
  private static String customer(ProvenCaller caller, RawCall raw) {
    boolean proven = caller != null && caller.onBehalfOf() != null;
    return proven ? caller.onBehalfOf() : raw.headers.customerId();
  }

  private static String consent(ProvenCaller caller, RawCall raw) {
    boolean proven = caller != null && caller.consent() != null;
    return proven ? caller.consent() : raw.headers.consentId();
  }

  /**
   * The id that the gateway drew. An id that the client may have chosen is kept for finding the
   * call, but never alone: with it alone, a caller could make all its calls look like one and the
   * same. Only what is named by its line is numbered: an id that the gateway drew twice is one
   * call.
   */
  private static String callId(RawCall raw, byte[] line, String tenant, Mask mask, Repeats among) {
    if (Identifiers.isDrawnId(raw.gatewayRequestId)) {
      return raw.gatewayRequestId;
    }
    String hash = mask.lineHash(tenant, line);
    String echoed = raw.echoedRequestId == null ? raw.headers.requestId() : raw.echoedRequestId;
    boolean shown = Identifiers.isDrawnId(echoed) && !Identifiers.holdsNumber(echoed);
    String name = shown ? echoed + "~" + hash.substring(0, 16) : hash;
    return among == null ? name : among.number(name);
  }

  private static List<ObjectRef> objects(
      RawCall raw, RouteTemplate route, String tenant, Mask mask) {
    List<RawObject> objects = CallObjects.of(raw, route);
    List<ObjectRef> masked = new ArrayList<>(objects.size());
    for (int i = 0; i < objects.size(); i++) {
      ObjectRef object = mask.object(objects.get(i).kind(), tenant, objects.get(i).id());
      if (!masked.contains(object)) {
        masked.add(object);
      }
    }
    return masked;
  }

  private static String traceId(RawCall raw) {
    String id = raw.traceId == null ? raw.headers.traceId() : raw.traceId;
    boolean drawn = id != null && !Identifiers.isHexOfText(id) && !Identifiers.holdsNumber(id);
    return drawn ? id : null;
  }

  /** A node has a plain name; what else stands there is none. */
  private String node(String name) {
    return Identifiers.isPlain(name, MAX_NAME) && judge.kindsIn(name) == 0 ? name : null;
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
