package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.Probe;
import java.time.Instant;
import java.util.List;

/** Calls of one made-up agent. */
final class TestCalls {
  static final long START = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();
  private int next;
  private String method = "GET";
  private Sensitivity sensitivity;
  private String maskingKey;
  private List<Exposure> exposures = List.of();
  private String group = "accounts.read";
  private List<Probe> probes = List.of();
  private Principal principal = Principal.agent("agent-7", "kong");
  private String consent;
  private ApiCall.UserPresent present;
  private String address = "192.0.2.10";
  private String credential;
  private String program;
  private Integer pageSize;

  /** From now on calls are like this. */
  TestCalls calling(String verb, Sensitivity of) {
    method = verb;
    sensitivity = of;
    return this;
  }

  TestCalls exposing(Exposure... found) {
    exposures = List.of(found);
    return this;
  }

  TestCalls ofGroup(String operationGroup) {
    group = operationGroup;
    return this;
  }

  TestCalls probing(Probe... tried) {
    probes = List.of(tried);
    return this;
  }

  TestCalls from(Principal caller) {
    principal = caller;
    return this;
  }

  /** From now on without the customer, on this consent. */
  TestCalls consented(String hash) {
    consent = hash;
    present = hash == null ? null : ApiCall.UserPresent.FALSE;
    return this;
  }

  /** From now on so, whatever the consent. */
  TestCalls attended(ApiCall.UserPresent customer) {
    present = customer;
    return this;
  }

  /** From now on with this client, and pages of so many rows. */
  TestCalls with(String userAgent, Integer rows) {
    program = userAgent;
    pageSize = rows;
    return this;
  }

  /** From now on from there, with this credential. */
  TestCalls at(String from, String with) {
    address = from;
    credential = with;
    return this;
  }

  TestCalls under(String key) {
    maskingKey = key;
    return this;
  }

  ApiCall get(long atMillis, int status, String route, ObjectRef... objects) {
    return call("c" + next++, atMillis, status, route, objects);
  }

  ApiCall call(String callId, long atMillis, int status, String route, ObjectRef... objects) {
    boolean isAgent = principal.kind() == Principal.Kind.AGENT;
    return new ApiCall(
        Instant.ofEpochMilli(START + atMillis),
        null,
        false,
        "t",
        null,
        "g",
        null,
        callId,
        null,
        principal,
        isAgent ? "agent seven" : null,
        isAgent ? ApiCall.AgentClass.AISP : ApiCall.AgentClass.UNKNOWN,
        credential,
        null,
        consent,
        present,
        null,
        null,
        method,
        route,
        "accounts",
        null,
        group,
        sensitivity,
        status,
        null,
        null,
        2048L,
        12.0,
        address,
        program,
        List.of(objects),
        null,
        maskingKey,
        null,
        exposures,
        probes,
        null,
        null,
        pageSize);
  }

  /** The same object under another key; with its hash under the key before, or without. */
  static ObjectRef masked(int id, String key, String keyBefore) {
    String before = keyBefore == null ? null : keyBefore + id;
    return new ObjectRef("account", key + id, null, null, null, before);
  }

  static ObjectRef numbered(int id) {
    return new ObjectRef("account", "h" + id, "w" + id, "w" + (id + 1), "b" + id / 64);
  }
}
