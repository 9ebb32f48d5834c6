package io.gatewatch.detectors;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * Calls of one made-up caller: first say what its calls look like, then when they come. Seconds
 * count from {@link #START}, the start of a minute.
 */
public final class TestCalls {
  public static final long START = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

  private final List<ApiCall> calls = new ArrayList<>();
  private final Principal principal;
  private ApiCall.AgentClass agentClass = ApiCall.AgentClass.UNKNOWN;
  private String service = "accounts";
  private String method = "GET";
  private IntFunction<String> route = n -> "/accounts";
  private IntFunction<ObjectRef> object = n -> null;
  private IntFunction<String> claim = n -> null;
  private IntFunction<String> customer = n -> null;
  private IntFunction<String> unattendedConsent = n -> null;
  private IntUnaryOperator status = n -> 200;
  private IntFunction<String> maskingKey = n -> null;
  private ApiCall.Sensitivity sensitivity;
  private String operationGroup;
  private List<Exposure> exposures = List.of();
  private List<Probe> probes = List.of();

  private TestCalls(Principal principal) {
    this.principal = principal;
  }

  public static TestCalls agent(String id) {
    return new TestCalls(Principal.agent(id, "kong")).ofClass(ApiCall.AgentClass.AISP);
  }

  public static TestCalls source(String network) {
    return new TestCalls(Principal.source(network));
  }

  public TestCalls ofClass(ApiCall.AgentClass kind) {
    agentClass = kind;
    return this;
  }

  public TestCalls to(String backend) {
    service = backend;
    return this;
  }

  public TestCalls calling(String verb, String template) {
    method = verb;
    return calling(n -> template);
  }

  public TestCalls calling(IntFunction<String> nthRoute) {
    route = nthRoute;
    return this;
  }

  public TestCalls touching(IntFunction<ObjectRef> nthObject) {
    object = nthObject;
    return this;
  }

  public TestCalls claiming(IntFunction<String> nthClaim) {
    claim = nthClaim;
    return this;
  }

  public TestCalls onBehalfOf(IntFunction<String> nthCustomer) {
    customer = nthCustomer;
    return this;
  }

  public TestCalls sensitive(ApiCall.Sensitivity level) {
    sensitivity = level;
    return this;
  }

  /** Under these consents, without the customer. */
  public TestCalls unattended(IntFunction<String> nthConsent) {
    unattendedConsent = nthConsent;
    return this;
  }

  /** The catalogue's name for what is called; without one, the service and read or write. */
  public TestCalls named(String group) {
    operationGroup = group;
    return this;
  }

  public TestCalls exposing(Exposure... found) {
    exposures = List.of(found);
    return this;
  }

  /** From now on calls try this. */
  public TestCalls probing(Probe... tried) {
    probes = List.of(tried);
    return this;
  }

  public TestCalls maskedUnder(IntFunction<String> nthKey) {
    maskingKey = nthKey;
    return this;
  }

  public TestCalls answered(int code) {
    return answered(n -> code);
  }

  public TestCalls answered(IntUnaryOperator nthCode) {
    status = nthCode;
    return this;
  }

  /** One call every so many seconds, from the first second until before the last. */
  public TestCalls every(double seconds, double from, double until) {
    for (double at = from; at < until - 1e-9; at += seconds) {
      calls.add(call(START + Math.round(at * 1000)));
    }
    return this;
  }

  /** One call. */
  public TestCalls at(double second) {
    return every(1, second, second + 1);
  }

  public List<ApiCall> list() {
    return List.copyOf(calls);
  }

  /** Calls of several callers in the order of time. */
  public static List<ApiCall> together(List<TestCalls> callers) {
    List<ApiCall> all = new ArrayList<>();
    callers.forEach(c -> all.addAll(c.calls));
    all.sort(Comparator.comparing(ApiCall::time));
    return all;
  }

  /** A numeric object: the next one follows it by one. */
  public static ObjectRef numbered(int id) {
    return new ObjectRef(
        "account", "secret" + id, "walk" + id, "walk" + (id + 1), "block" + id / 64);
  }

  /** An object whose id is no number. */
  public static ObjectRef scattered(int id) {
    return new ObjectRef("account", "secret" + id, null, null, null);
  }

  private ApiCall call(long time) {
    int n = calls.size();
    ObjectRef touched = object.apply(n);
    boolean agent = principal.kind() == Principal.Kind.AGENT;
    return new ApiCall(
        Instant.ofEpochMilli(time),
        null,
        false,
        "bank",
        null,
        "edge",
        null,
        principal.id() + "-" + n,
        null,
        principal,
        agent ? "the " + principal.id() : null,
        agentClass,
        null,
        customer.apply(n),
        unattendedConsent.apply(n),
        unattendedConsent.apply(n) == null ? null : ApiCall.UserPresent.FALSE,
        null,
        claim.apply(n),
        method,
        route.apply(n),
        service,
        null,
        operationGroup == null
            ? service + (method.equals("GET") ? ".read" : ".write")
            : operationGroup,
        sensitivity,
        status.applyAsInt(n),
        null,
        null,
        2_048L,
        12.0,
        agent ? "192.0.2.10" : principal.id().replace(".0/24", ".7"),
        null,
        touched == null ? List.of() : List.of(touched),
        null,
        maskingKey.apply(n),
        null,
        exposures,
        probes);
  }
}
