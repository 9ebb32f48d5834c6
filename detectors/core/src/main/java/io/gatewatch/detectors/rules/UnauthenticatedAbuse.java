package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.CallStanding;
import io.gatewatch.features.Feature;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.Principal;
import java.util.List;
import java.util.Locale;

/**
 * A stranger is answered on a route that is otherwise used by those who say who they are: a door
 * that should ask, and does not. The rule's severity where people or money are concerned, one more
 * when it has seen many objects; else low. A route that strangers use day by day is open on
 * purpose, and so are log-ins and what browsers ask beforehand. Thresholds: {@code votes} of agents
 * from which on a route is theirs, {@code share} of them that strangers may have, {@code
 * knownHours} of the route, {@code objects} that are many; told again when it is graver and after
 * {@code tellEveryHours}.
 */
final class UnauthenticatedAbuse extends RuleDetector {
  private final double votes;
  private final double share;
  private final double knownHours;
  private final double objects;
  private final long onceInMillis;

  UnauthenticatedAbuse(Rule rule) {
    super(rule, Need.PAST);
    votes = rule.threshold("votes");
    share = rule.threshold("share");
    knownHours = rule.threshold("knownHours");
    objects = rule.threshold("objects");
    onceInMillis = RegistryRule.hours(rule.threshold("tellEveryHours"));
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    CallGlance call = observation.call();
    CallStanding standing = call == null ? null : call.standing();
    if (standing == null
        || observation.who().principal().kind() != Principal.Kind.SOURCE
        || !ReadWrite.isAnswered(call)
        || isForAll(call)) {
      return null;
    }
    InUse use = InUse.route(observation, contexts, standing.route());
    double few = 1 + share * use.agents();
    if (use.agents() < votes || use.strangers() > few || use.hours() < knownHours) {
      return null;
    }
    double seen = observation.features().get(Feature.NEW_OBJECTS_5M);
    boolean personal = ReadWrite.isPersonal(call);
    Severity severity = personal ? step(rule().severity(), seen >= objects ? 1 : 0) : Severity.LOW;
    String route = call.method() + " " + call.route();
    return new Finding(
        personal ? 0.9 : 0.5,
        severity,
        "is let in without saying who it is",
        route
            + " answered "
            + call.status()
            + " to a caller without credential; of late agents used it on "
            + number(use.agents())
            + " days (each agent's counted), strangers on "
            + number(use.strangers())
            + "; "
            + number(seen)
            + " objects in 5 min",
        List.of(
            new Evidence("open_doors", 1, 0, "routes", 0.5),
            new Evidence("new_objects_5m", seen, objects, "objects", 0.5)),
        "quiet when the route asks for a credential, or strangers have used it on "
            + (long) (Math.floor(few) + 1)
            + " days of late (each network's counted)",
        severity.name().toLowerCase(Locale.ROOT) + " " + route,
        onceInMillis);
  }

  /** What a browser asks before it says who calls, and where one says so. */
  private static boolean isForAll(CallGlance call) {
    String group = call.operationGroup() == null ? "" : call.operationGroup();
    return call.method().equals("OPTIONS")
        || call.method().equals("HEAD")
        || group.startsWith("auth.");
  }
}
