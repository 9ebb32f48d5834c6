package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.CallStanding;
import io.gatewatch.features.Observation;
import io.gatewatch.features.PathReading;
import io.gatewatch.ingest.Principal;
import java.util.List;

/**
 * A route that nobody has written down and hardly anybody uses answers a caller that never used it.
 * What is written down is the catalogue, and what agents or strangers use day by day: so a
 * catalogue that is out of date accuses nobody. It has the rule's severity when the caller went
 * from door to door before, and one more when it wrote; low where no catalogue knows the service:
 * names in paths look like doors there. Else it is low, too, and told only of agents at services
 * that are documented: a release that came before its specification. Web sites, which strangers use
 * more than agents and nobody has documented, have no such doors. Thresholds: {@code doors} tried
 * in vain, {@code votes} of others from which on a route is in use, {@code knownHours} of a
 * service, {@code documentedShare}; told again after {@code tellEveryHours}, when low after 30
 * times as long.
 */
final class UndocumentedEndpoint extends RuleDetector {
  private static final int LOW_TIMES = 30;

  private final double doors;
  private final double votes;
  private final double knownHours;
  private final double documentedShare;
  private final long onceInMillis;

  UndocumentedEndpoint(Rule rule) {
    super(rule, Need.PAST);
    doors = rule.threshold("doors");
    votes = rule.threshold("votes");
    knownHours = rule.threshold("knownHours");
    documentedShare = rule.threshold("documentedShare");
    onceInMillis = RegistryRule.hours(rule.threshold("tellEveryHours"));
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    CallGlance call = observation.call();
    CallStanding standing = call == null ? null : call.standing();
    if (standing == null || standing.documented() || standing.paths().opened().isEmpty()) {
      return null;
    }
    PathReading paths = standing.paths();
    boolean opens = ReadWrite.isAnswered(call) && paths.opened().contains(standing.route());
    boolean searches = paths.closed() >= doors && (opens || ReadWrite.isShut(call));
    boolean agent = observation.who().principal().kind() == Principal.Kind.AGENT;
    if (!searches && (!agent || !paths.firstUse())) {
      return null;
    }
    InUse service = InUse.service(observation, contexts, standing.service());
    boolean documented = service.documentedShare() >= documentedShare;
    if (service.hours() < knownHours || !(documented || service.isOfAgents())) {
      return null;
    }
    int hidden =
        hidden(observation, contexts, searches ? paths.opened() : List.of(standing.route()));
    if (hidden == 0 || (!searches && !documented)) {
      return null;
    }
    double enough = enough(agent);
    return searches
        ? search(call, paths, hidden, opens, documented, enough)
        : first(call, service, enough);
  }

  /** Routes of these that are not in use by others. */
  private int hidden(Observation observation, Contexts contexts, List<Integer> routes) {
    double enough = enough(observation.who().principal().kind() == Principal.Kind.AGENT);
    int hidden = 0;
    for (int route : routes) {
      InUse use = InUse.route(observation, contexts, route);
      hidden += use.agents() + use.strangers() < enough ? 1 : 0;
    }
    return hidden;
  }

  /** From how many votes on a route is in use by others: an agent's own is among them at once. */
  private double enough(boolean agent) {
    return (agent ? 1 : 0) + votes;
  }

  private Finding search(
      CallGlance call,
      PathReading paths,
      int hidden,
      boolean opens,
      boolean documented,
      double enough) {
    boolean wrote = opens && ReadWrite.isWrite(call);
    Severity severity = documented ? step(rule().severity(), wrote ? 1 : 0) : Severity.LOW;
    return new Finding(
        strength(paths.closed() + hidden, doors),
        severity,
        "has found a door that nobody has written down",
        hidden
            + (hidden == 1 ? " route" : " routes")
            + " that no catalogue knows and hardly anybody uses answered it, after "
            + number(paths.closed())
            + " others that did not; the last call was "
            + call.method()
            + " "
            + call.route()
            + ", answered "
            + call.status(),
        List.of(
            new Evidence("closed_doors", paths.closed(), doors, "routes", 0.5),
            new Evidence("open_doors", hidden, 0, "routes", 0.5)),
        hidden == 1
            ? "quiet when the route that answered" + wouldBeUsual(" is", " it", enough)
            : "quiet when all routes that answered" + wouldBeUsual(" are", " each", enough),
        "search " + severity,
        onceInMillis);
  }

  private Finding first(CallGlance call, InUse service, double enough) {
    String route = call.method() + " " + call.route();
    return new Finding(
        0.5,
        Severity.LOW,
        "uses a route that nobody has written down",
        route
            + " answered "
            + call.status()
            + ", is not in the catalogue, which knows "
            + number(100 * service.documentedShare())
            + " % of what agents use of this service, and is hardly used by others",
        List.of(new Evidence("open_doors", 1, 0, "routes", 1)),
        "quiet when the route" + wouldBeUsual(" is", " it", enough),
        "first " + route,
        LOW_TIMES * onceInMillis);
  }

  private static String wouldBeUsual(String are, String them, double enough) {
    return are
        + " in the catalogue, or others have used"
        + them
        + " on "
        + exact(enough)
        + " days of late (each one's counted)";
  }
}
