package io.gatewatch.gateways;

import io.gatewatch.alerting.Collateral;
import io.gatewatch.alerting.Limit;
import io.gatewatch.alerting.QuotaKey;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Applied;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import io.gatewatch.alerting.QuotaUpdate.Identity;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.List;

/** An enforced cut of group acme/edge, put together bit by bit. */
final class Cut {
  private final String agent;
  private final String scope;
  private int requests = 10;
  private int window = 1;
  private int burst = 5;
  private int ttl = 900;
  private long version = 1;
  private double factor = 0.5;
  private QuotaMode mode = QuotaMode.ENFORCE;
  private Action action = Action.THROTTLE;
  private Principal.Assurance assurance = Principal.Assurance.VERIFIED;
  private String group = "edge";
  private Approval approval = Approval.NOT_NEEDED;
  private List<String> except = List.of();

  private Cut(String agent, String scope) {
    this.agent = agent;
    this.scope = scope;
  }

  static Cut of(String agent, String scope) {
    return new Cut(agent, scope);
  }

  Cut to(int requestsInWindow, int windowSeconds, int burstOnTop) {
    requests = requestsInWindow;
    window = windowSeconds;
    burst = burstOnTop;
    return this;
  }

  Cut ttl(int seconds) {
    ttl = seconds;
    return this;
  }

  Cut version(long number) {
    version = number;
    return this;
  }

  Cut monitored() {
    mode = QuotaMode.MONITOR;
    return this;
  }

  Cut blocked() {
    action = Action.BLOCK;
    return this;
  }

  Cut backToBase() {
    action = Action.RESTORE;
    factor = 1;
    return this;
  }

  /** A person has said yes. */
  Cut granted() {
    approval = Approval.GRANTED;
    return this;
  }

  Cut raised() {
    action = Action.RAISE;
    factor = 1.5;
    return this;
  }

  Cut onlyByNetwork() {
    assurance = Principal.Assurance.NETWORK;
    return this;
  }

  Cut group(String name) {
    group = name;
    return this;
  }

  Cut except(String... globs) {
    except = List.of(globs);
    return this;
  }

  QuotaUpdate at(Instant issued) {
    return new QuotaUpdate(
        1,
        "q-" + version,
        new QuotaKey("acme", group, scope, agent).text(),
        issued,
        agent,
        null,
        new Identity("haproxy.agent", assurance),
        scope,
        "rate_limit",
        1,
        version,
        mode,
        action,
        factor,
        new Applied(requests, window, burst, "admitted", "group"),
        new Limit(requests * 2, window, burst * 2),
        "volume_spike, risk 71",
        List.of("a-2c"),
        ttl,
        issued,
        issued.plusSeconds(ttl),
        approval,
        null,
        new Collateral(3, 0.001),
        "gatewatch-alerting",
        except);
  }
}
