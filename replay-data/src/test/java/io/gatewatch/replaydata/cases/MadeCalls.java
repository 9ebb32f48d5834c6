package io.gatewatch.replaydata.cases;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.LogEntry;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * Calls of one made-up caller: first say what its calls look like, then when they come. Seconds
 * count from {@link #START}, a Monday's midnight. Equal words, equal calls.
 */
final class MadeCalls {
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  static final double HOUR = 3_600;
  static final double DAY = 24 * HOUR;

  private final List<ApiCall> calls = new ArrayList<>();
  private final Principal principal;
  private final Random random;
  private ApiCall.AgentClass agentClass = ApiCall.AgentClass.UNKNOWN;
  private String service = "accounts";
  private IntFunction<String> method = n -> "GET";
  private IntFunction<String> route = n -> "/accounts";
  private IntFunction<ObjectRef> object = n -> null;
  private IntFunction<String> claim = n -> null;
  private final String home;
  private IntFunction<String> address;
  private IntFunction<String> consent = n -> null;
  private IntFunction<ApiCall.UserPresent> customer = n -> null;
  private List<Probe> probes = List.of();
  private IntUnaryOperator status = n -> 200;
  private IntToLongFunction bytesOut = n -> 2_048;
  private IntFunction<ApiCall.Sensitivity> sensitivity = n -> null;
  private String prefix = "";
  private String operationGroup;
  private String program;
  private List<Exposure> exposures = List.of();
  private String operation;
  private ApiCall.Lifecycle lifecycle;
  private String claimedAgent;

  private MadeCalls(Principal principal) {
    this.principal = principal;
    this.random = new Random(principal.id().hashCode());
    home =
        principal.kind() == Principal.Kind.AGENT
            ? "192.0.2." + (10 + Math.floorMod(principal.id().hashCode(), 200))
            : principal.id().replace(".0/24", ".7");
    this.address = n -> home;
  }

  static MadeCalls agent(String id) {
    return new MadeCalls(Principal.agent(id, "kong")).ofClass(ApiCall.AgentClass.AISP);
  }

  static MadeCalls source(String network) {
    return new MadeCalls(Principal.source(network));
  }

  MadeCalls ofClass(ApiCall.AgentClass kind) {
    agentClass = kind;
    return this;
  }

  MadeCalls to(String backend) {
    service = backend;
    return this;
  }

  MadeCalls calling(String verb, String template) {
    return calling(n -> verb, n -> template);
  }

  MadeCalls calling(IntFunction<String> nthMethod, IntFunction<String> nthRoute) {
    method = nthMethod;
    route = nthRoute;
    return this;
  }

  MadeCalls touching(IntFunction<ObjectRef> nthObject) {
    object = nthObject;
    return this;
  }

  MadeCalls claiming(IntFunction<String> nthClaim) {
    claim = nthClaim;
    return this;
  }

  /** Under these consents, without the customer. */
  MadeCalls unattended(IntFunction<String> nthConsent) {
    consent = nthConsent;
    customer = n -> nthConsent.apply(n) == null ? null : ApiCall.UserPresent.FALSE;
    return this;
  }

  /** Whether the customer is there, whatever the consent. */
  MadeCalls attended(IntFunction<ApiCall.UserPresent> nthCustomer) {
    customer = nthCustomer;
    return this;
  }

  MadeCalls probing(Probe... found) {
    probes = List.of(found);
    return this;
  }

  MadeCalls from(IntFunction<String> nthAddress) {
    address = nthAddress;
    return this;
  }

  /** Where it calls from unless told otherwise. */
  String home() {
    return home;
  }

  MadeCalls with(String userAgent) {
    program = userAgent;
    return this;
  }

  MadeCalls sized(IntToLongFunction nthBytes) {
    bytesOut = nthBytes;
    return this;
  }

  MadeCalls sensitive(ApiCall.Sensitivity level) {
    return sensitive(n -> level);
  }

  MadeCalls sensitive(IntFunction<ApiCall.Sensitivity> nthLevel) {
    sensitivity = nthLevel;
    return this;
  }

  /** Sets the ids of its calls apart from those of another in the same name. */
  MadeCalls numbered(String mark) {
    prefix = mark;
    return this;
  }

  /** The catalogue's name for what is called; without one, the service and read or write. */
  MadeCalls named(String group) {
    operationGroup = group;
    return this;
  }

  /** The catalogue knows it by this name; null for not at all. */
  MadeCalls documented(String operationId) {
    operation = operationId;
    return this;
  }

  /** The catalogue says that it is to go. */
  MadeCalls retired(ApiCall.Lifecycle stage) {
    lifecycle = stage;
    return this;
  }

  /** In the name of a registered agent, without proof. */
  MadeCalls inTheNameOf(String agent) {
    claimedAgent = agent;
    return this;
  }

  MadeCalls exposing(Exposure... found) {
    exposures = List.of(found);
    return this;
  }

  MadeCalls answered(int code) {
    return answered(n -> code);
  }

  MadeCalls answered(IntUnaryOperator nthCode) {
    status = nthCode;
    return this;
  }

  /** One call every so many seconds, from the first second until before the last. */
  MadeCalls every(double seconds, double from, double until) {
    for (double at = from; at < until - 1e-9; at += seconds) {
      calls.add(call(at));
    }
    return this;
  }

  /** The same on average, at random moments. */
  MadeCalls about(double seconds, double from, double until) {
    for (double at = from + gap(seconds); at < until; at += gap(seconds)) {
      calls.add(call(at));
    }
    return this;
  }

  /** One call. */
  MadeCalls at(double second) {
    calls.add(call(second));
    return this;
  }

  private double gap(double mean) {
    return 0.05 - mean * Math.log(1 - random.nextDouble());
  }

  /** How many calls there are: the number of the next one. */
  int size() {
    return calls.size();
  }

  /** Calls of several callers in the order of time. */
  static List<LogEntry> together(List<MadeCalls> callers) {
    List<ApiCall> all = new ArrayList<>();
    callers.forEach(c -> all.addAll(c.calls));
    all.sort(Comparator.comparing(ApiCall::time));
    return List.copyOf(all);
  }

  /** Calls of several callers in the order of time. */
  static List<LogEntry> together(MadeCalls... callers) {
    return together(List.of(callers));
  }

  /** A numeric object: the next one follows it by one. */
  static ObjectRef numbered(int id) {
    return new ObjectRef(
        "account", hex("account", id), hex("walk", id), hex("walk", id + 1), hex("block", id / 64));
  }

  /** An object whose id is no number. */
  static ObjectRef scattered(int id) {
    return new ObjectRef("account", hex("account", id), null, null, null);
  }

  /** Stands for a keyed hash: 128 bits in hex, but easily packed. */
  private static String hex(String what, int id) {
    return String.format("%08x%024x", what.hashCode(), id);
  }

  private ApiCall call(double second) {
    int n = calls.size();
    ObjectRef touched = object.apply(n);
    boolean agent = principal.kind() == Principal.Kind.AGENT;
    String verb = method.apply(n);
    return new ApiCall(
        START.plusMillis(100 * Math.round(second * 10)),
        null,
        false,
        "bank",
        null,
        "edge",
        null,
        principal.id() + "-" + prefix + n,
        null,
        principal,
        agent ? "the " + principal.id() : null,
        agentClass,
        null,
        null,
        consent.apply(n),
        customer.apply(n),
        null,
        claim.apply(n),
        verb,
        route.apply(n),
        service,
        operation,
        operationGroup == null
            ? service + (verb.equals("GET") ? ".read" : ".write")
            : operationGroup,
        sensitivity.apply(n),
        status.applyAsInt(n),
        null,
        null,
        bytesOut.applyAsLong(n),
        12.0,
        address.apply(n),
        program,
        touched == null ? List.of() : List.of(touched),
        null,
        null,
        null,
        exposures,
        probes,
        lifecycle,
        claimedAgent,
        null);
  }
}
