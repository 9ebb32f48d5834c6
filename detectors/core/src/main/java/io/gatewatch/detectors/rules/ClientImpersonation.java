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

/**
 * A caller says that it is a registered agent, and proves nothing, from a network that is none of
 * that agent's, or with another agent's proof. It is the caller's finding; the agent it names has
 * no part in it and is named in the sentence alone. One severity higher when it was let in where
 * people or money are concerned. Who gives another's name day by day (one that calls for others) is
 * quiet, and so is an agent in its first day. Thresholds: {@code claims} of late; told again when
 * it is graver and after {@code tellEveryHours}.
 */
final class ClientImpersonation extends RuleDetector {
  private static final int FIRST_HOURS = 24;

  private final double claims;
  private final long onceInMillis;

  ClientImpersonation(Rule rule) {
    super(rule, Need.OWN);
    claims = rule.threshold("claims");
    onceInMillis = RegistryRule.hours(rule.threshold("tellEveryHours"));
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    CallGlance call = observation.call();
    CallStanding standing = call == null ? null : call.standing();
    if (standing == null
        || standing.claimedAgent() == null
        || standing.paths().claims() < claims
        || isUsual(observation, standing)) {
      return null;
    }
    boolean letIn = ReadWrite.isAnswered(call) && ReadWrite.isPersonal(call);
    Severity severity = step(rule().severity(), letIn ? 1 : 0);
    return new Finding(
        strength(standing.paths().claims(), claims),
        severity,
        "says that it is an agent it is not",
        number(standing.paths().claims())
            + " calls within hours in the name of "
            + standing.claimedAgent()
            + ", of which it proves nothing; the last on "
            + call.method()
            + " "
            + call.route()
            + ", answered "
            + call.status(),
        List.of(new Evidence("claims", standing.paths().claims(), claims, "calls", 1)),
        "quiet below " + exact(claims) + " such calls",
        "claims " + severity,
        onceInMillis);
  }

  private static boolean isUsual(Observation observation, CallStanding standing) {
    boolean newAgent =
        observation.who().principal().kind() == Principal.Kind.AGENT
            && observation.features().get(Feature.AGE_HOURS) < FIRST_HOURS;
    return standing.paths().usedToClaim() || newAgent;
  }
}
