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
import io.gatewatch.ingest.ApiCall.Lifecycle;
import io.gatewatch.ingest.Principal;
import java.util.List;

/**
 * An agent turns to operations that are to go: those that the catalogue calls deprecated, or past
 * their end, and older versions of what it uses itself. The rule's severity when it took them up
 * within a day; low when other agents use them all the same, when others turn to such operations of
 * the same service within the same hours (then the bank has changed something), and for an agent
 * that is used to what the catalogue calls deprecated: somebody should tell its owner. Thresholds:
 * {@code calls} of late, {@code votes} of others from which on the operation is still in use, and
 * from which on others turn with it, if these are also {@code share} of those that call the service
 * in a round; told again after {@code tellEveryHours}, of habits after 30 times as long.
 */
final class DeprecatedEndpoint extends RuleDetector {
  private static final int HABIT_TIMES = 30;

  private final double calls;
  private final double votes;
  private final double share;
  private final long onceInMillis;

  DeprecatedEndpoint(Rule rule) {
    super(rule, Need.PAST);
    calls = rule.threshold("calls");
    votes = rule.threshold("votes");
    share = rule.thresholds().getOrDefault("share", 0.0);
    onceInMillis = RegistryRule.hours(rule.threshold("tellEveryHours"));
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    CallGlance call = observation.call();
    CallStanding standing = call == null ? null : call.standing();
    if (standing == null || observation.who().principal().kind() != Principal.Kind.AGENT) {
      return null;
    }
    if (standing.paths().strays()) {
      return standing.paths().oldCalls() < calls
          ? null
          : takenUp(call, standing, company(observation, contexts, standing));
    }
    boolean told = standing.lifecycle() != null && ReadWrite.isAnswered(call);
    return told ? habit(call, standing.lifecycle()) : null;
  }

  /** In what others are with it, in words; null when it is alone. */
  private String company(Observation observation, Contexts contexts, CallStanding standing) {
    if (InUse.route(observation, contexts, standing.route()).agents() >= 1 + votes) {
      return "other agents still use it";
    }
    double turned = InUse.service(observation, contexts, standing.service()).turned();
    boolean many =
        turned >= 1 + votes
            && turned >= share * InUse.callers(observation, contexts, standing.service());
    return many ? "so do " + number(turned - 1) + " others of late" : null;
  }

  private Finding takenUp(CallGlance call, CallStanding standing, String company) {
    PathReading paths = standing.paths();
    Severity severity = company == null ? rule().severity() : Severity.LOW;
    return new Finding(
        strength(paths.oldCalls(), calls),
        severity,
        "turns to operations that are to go",
        call.method()
            + " "
            + call.route()
            + " is "
            + why(standing)
            + "; it took such operations up within a day and made "
            + number(paths.oldCalls())
            + " calls to them"
            + (company == null ? "" : "; " + company)
            + "; answered "
            + call.status(),
        List.of(new Evidence("old_calls", paths.oldCalls(), calls, "calls", 1)),
        "quiet below " + exact(calls) + " such calls",
        "taken up " + severity,
        onceInMillis);
  }

  private Finding habit(CallGlance call, Lifecycle lifecycle) {
    String route = call.method() + " " + call.route();
    return new Finding(
        0.5,
        Severity.LOW,
        "still uses operations that are to go",
        route + " is " + word(lifecycle) + " and part of what it does",
        List.of(new Evidence("old_calls", 1, 0, "calls", 1)),
        "quiet when it has moved to what replaces the operation",
        "habit " + route,
        HABIT_TIMES * onceInMillis);
  }

  private static String why(CallStanding standing) {
    String newer = standing.paths().newerVersion();
    return standing.lifecycle() != null
        ? word(standing.lifecycle())
        : "an older version of what it uses as " + newer;
  }

  private static String word(Lifecycle lifecycle) {
    return lifecycle == Lifecycle.SUNSET ? "past its end" : "deprecated";
  }
}
