package io.gatewatch.alerting;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Findings to feed tests with: each method changes one thing of a plain, live, high finding. */
record Findings(
    String tenant,
    String agent,
    String detector,
    Need need,
    Category category,
    Severity severity,
    double score,
    Detection.Mode mode,
    String operationGroup,
    List<Integer> callsPerMinute) {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  static Findings of(String agent) {
    return new Findings(
        "bank",
        agent,
        "rule.object-enumeration@1",
        Need.OWN,
        Category.OBJECT_ENUMERATION,
        Severity.HIGH,
        0.9,
        Detection.Mode.LIVE,
        "accounts.read",
        List.of());
  }

  Findings tenant(String other) {
    return new Findings(
        other,
        agent,
        detector,
        need,
        category,
        severity,
        score,
        mode,
        operationGroup,
        callsPerMinute);
  }

  Findings by(String other, Category about) {
    return new Findings(
        tenant, agent, other, need, about, severity, score, mode, operationGroup, callsPerMinute);
  }

  Findings need(Need other) {
    return new Findings(
        tenant,
        agent,
        detector,
        other,
        category,
        severity,
        score,
        mode,
        operationGroup,
        callsPerMinute);
  }

  Findings severity(Severity other) {
    return new Findings(
        tenant,
        agent,
        detector,
        need,
        category,
        other,
        score,
        mode,
        operationGroup,
        callsPerMinute);
  }

  Findings score(double other) {
    return new Findings(
        tenant,
        agent,
        detector,
        need,
        category,
        severity,
        other,
        mode,
        operationGroup,
        callsPerMinute);
  }

  Findings shadow() {
    return new Findings(
        tenant,
        agent,
        detector,
        need,
        category,
        severity,
        score,
        Detection.Mode.SHADOW,
        operationGroup,
        callsPerMinute);
  }

  Findings scope(String other) {
    return new Findings(
        tenant, agent, detector, need, category, severity, score, mode, other, callsPerMinute);
  }

  Findings minutes(List<Integer> other) {
    return new Findings(
        tenant, agent, detector, need, category, severity, score, mode, operationGroup, other);
  }

  /** The first telling, so many seconds after noon. */
  Detection at(long seconds) {
    return at(seconds, 0);
  }

  /** A telling of the finding that this detector made of this agent. */
  Detection at(long seconds, int sequence) {
    return about(Entity.Kind.AGENT, seconds, sequence);
  }

  /** The same about a network, a route or a service of that name. */
  Detection about(Entity.Kind kind, long seconds, int sequence) {
    String key =
        kind == Entity.Kind.AGENT
            ? Principal.agent(agent, "kong.consumer.id").key(tenant, "edge")
            : tenant + "/edge/" + kind.name().toLowerCase(Locale.ROOT) + "/" + agent;
    return new Detection(
        "d-" + agent + "-" + detector,
        sequence,
        NOON.plusSeconds(seconds),
        tenant,
        "edge",
        new Entity(kind, agent, "the " + agent, key),
        detector,
        need,
        category,
        severity,
        score,
        mode,
        agent + " does what it should not",
        "48 in 5 min (usual: 2)",
        List.of(new Evidence("new_objects_5m", 48, 2.5, "objects", 1)),
        "quiet at 12 or fewer",
        operationGroup,
        callsPerMinute,
        List.of(
            new SampleCall(
                NOON.plusSeconds(seconds),
                "GET",
                "/accounts/{id}",
                403,
                "198.51.100.7",
                "c-" + seconds,
                null)),
        List.of("API1:2023"),
        List.of("T1087"),
        new Versions("r1", "m1", null, null, "f1"));
  }

  /** The same finding with no sample calls. */
  static Detection withoutCalls(Detection d) {
    return with(d, List.of());
  }

  /** The same finding by calls from an address, each to an object that is new to its caller. */
  static Detection meeting(Detection d, String address, List<String> objects) {
    return with(
        d,
        objects.stream()
            .map(o -> new SampleCall(d.time(), "GET", "/accounts/{id}", 200, address, "c", null, o))
            .toList());
  }

  private static Detection with(Detection d, List<SampleCall> calls) {
    return new Detection(
        d.detectionId(),
        d.sequence(),
        d.time(),
        d.tenant(),
        d.group(),
        d.entity(),
        d.detector(),
        d.need(),
        d.category(),
        d.severity(),
        d.score(),
        d.mode(),
        d.title(),
        d.summary(),
        d.evidence(),
        d.counterfactual(),
        d.operationGroup(),
        d.callsPerMinute(),
        calls,
        d.owasp(),
        d.mitre(),
        d.versions());
  }
}
