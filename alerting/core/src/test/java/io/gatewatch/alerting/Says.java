package io.gatewatch.alerting;

import static io.gatewatch.alerting.Rows.after;

import io.gatewatch.alerting.Act.Kind;

/** What people say, to feed tests with: each method changes one thing. */
record Says(
    Kind kind,
    String who,
    String group,
    String scope,
    String agent,
    String detector,
    String quotaId,
    String name,
    Limit limit,
    QuotaMode mode,
    Long until,
    MonitorReport report) {

  static Says of(Kind kind) {
    return new Says(kind, "ann", "edge", null, null, null, null, null, null, null, null, null);
  }

  /** About the quota of an agent on accounts.read. */
  static Says of(Kind kind, String agent) {
    return of(kind).on("accounts.read", agent);
  }

  Says by(String other) {
    return new Says(
        kind, other, group, scope, agent, detector, quotaId, name, limit, mode, until, report);
  }

  Says everywhere() {
    return new Says(
        kind, who, null, scope, agent, detector, quotaId, name, limit, mode, until, report);
  }

  Says on(String otherScope, String otherAgent) {
    return new Says(
        kind,
        who,
        group,
        otherScope,
        otherAgent,
        detector,
        quotaId,
        name,
        limit,
        mode,
        until,
        report);
  }

  Says detector(String other) {
    return new Says(
        kind, who, group, scope, agent, other, quotaId, name, limit, mode, until, report);
  }

  Says update(String other) {
    return new Says(
        kind, who, group, scope, agent, detector, other, name, limit, mode, until, report);
  }

  Says name(String other) {
    return new Says(
        kind, who, group, scope, agent, detector, quotaId, other, limit, mode, until, report);
  }

  Says limit(int perMinute) {
    Limit other = new Limit(perMinute, 60, perMinute);
    return new Says(
        kind, who, group, scope, agent, detector, quotaId, name, other, mode, until, report);
  }

  Says mode(QuotaMode other) {
    return new Says(
        kind, who, group, scope, agent, detector, quotaId, name, limit, other, until, report);
  }

  Says until(long seconds) {
    return new Says(
        kind, who, group, scope, agent, detector, quotaId, name, limit, mode, seconds, report);
  }

  Says report(MonitorReport other) {
    return new Says(
        kind, who, group, scope, agent, detector, quotaId, name, limit, mode, until, other);
  }

  /** Said so many seconds after noon. */
  Act at(long seconds) {
    return new Act(
        1,
        kind + "-" + who + "-" + scope + "-" + agent + "-" + seconds,
        kind,
        after(seconds),
        group == null ? null : "bank",
        group,
        scope,
        agent,
        detector,
        quotaId,
        name,
        limit,
        mode,
        until == null ? null : after(until),
        report,
        who,
        "because");
  }
}
