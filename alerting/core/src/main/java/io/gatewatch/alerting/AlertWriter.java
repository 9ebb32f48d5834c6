package io.gatewatch.alerting;

import io.gatewatch.alerting.Alert.About;
import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.alerting.Alert.Finding;
import io.gatewatch.alerting.Alert.Status;
import io.gatewatch.alerting.desk.Triage;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Puts an incident's present state into the published form, triaged by nothing but what it says
 * itself.
 */
final class AlertWriter {
  private final QuotaPolicy policy;
  private final Triage triage;

  AlertWriter(QuotaPolicyConfig config) {
    this.policy = new QuotaPolicy(config);
    this.triage = new Triage(config.entry().confidence());
  }

  AlertVersion write(Incident state, Activity activity) {
    Detection d = state.leading;
    QuotaGrounds grounds = grounds(state, activity);
    String quotaKey =
        grounds == null ? null : policy.keyFor(grounds).map(QuotaKey::text).orElse(null);
    List<Finding> findings =
        state.joined.entrySet().stream()
            .map(e -> new Finding(e.getKey(), e.getValue().score(), e.getValue().mode()))
            .toList();
    Alert alert =
        new Alert(
            1,
            state.alertId,
            state.version,
            activity == Activity.CLOSED ? Status.RESOLVED : Status.NEW,
            activity,
            state.toldAt,
            state.firstSeen,
            state.lastSeen,
            d.tenant(),
            d.group(),
            Lane.of(d),
            About.of(d.entity()),
            null,
            d.category(),
            state.severity,
            state.toldRisk,
            IncidentRisk.confidence(state.joined.values()),
            d.title(),
            d.summary(),
            findings,
            d.evidence(),
            d.counterfactual(),
            d.owasp(),
            d.mitre(),
            Playbook.actions(d.category()),
            Playbook.runbook(d.category()),
            null,
            quotaKey,
            d.calls(),
            d.versions());
    Links links = links(state);
    Triaged said = triage.of(alert, links);
    return new AlertVersion(
        alert.told(state.version, activity, state.toldAt, null, said), grounds, links);
  }

  private static Links links(Incident state) {
    Detection d = state.leading;
    TreeSet<Category> categories = new TreeSet<>();
    List<String> detectors = new ArrayList<>(List.of(d.detector()));
    state.joined.forEach(
        (id, part) -> {
          if (part.live()) {
            categories.add(part.category());
            if (!id.equals(d.detector())) {
              detectors.add(id);
            }
          }
        });
    return new Links(
        detectors,
        List.copyOf(categories),
        List.copyOf(state.networks),
        d.operationGroup(),
        d.entity().kind() == Entity.Kind.AGENT ? issuer(d.entity()) : null,
        List.copyOf(state.victims));
  }

  /** Null where it bears on no quota: what is held open for people must not hold a limit. */
  private static QuotaGrounds grounds(Incident state, Activity activity) {
    Detection d = state.leading;
    boolean held = activity != Activity.CLOSED && state.isHeldOpen();
    if (d.entity().kind() != Entity.Kind.AGENT || Lane.of(d) != Lane.SECURITY || held) {
      return null;
    }
    return new QuotaGrounds(
        state.alertId,
        state.version,
        activity,
        state.toldAt,
        d.tenant(),
        d.group(),
        d.entity().id(),
        d.entity().name(),
        issuer(d.entity()),
        d.category(),
        state.severity,
        state.toldRisk,
        IncidentRisk.confidence(state.joined.values()),
        d.operationGroup(),
        d.callsPerMinute(),
        live(state));
  }

  private static List<String> live(Incident state) {
    return state.joined.entrySet().stream()
        .filter(joined -> joined.getValue().live())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** An agent's key ends in issuer~id, percent-encoded, or in the id alone. */
  private static String issuer(Entity agent) {
    String last = agent.key().substring(agent.key().lastIndexOf('/') + 1);
    String subject = URLDecoder.decode(last, StandardCharsets.UTF_8);
    String end = "~" + agent.id();
    return subject.endsWith(end) ? subject.substring(0, subject.length() - end.length()) : null;
  }
}
