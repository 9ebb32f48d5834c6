package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.detectors.Finding;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.consent.ConsentUse;
import io.gatewatch.ingest.ApiCall.AgentClass;
import java.util.List;

/**
 * An account-information app that looks into accounts without their customers more often than
 * consents allow (RTS 2018/389, Art. 36(5)). The article binds no other class of agents; one whose
 * class is unknown may be such an app. Thresholds: {@code accesses} too many in 24 h; fewer are a
 * low finding; told again after {@code tellEveryHours}.
 */
final class ConsentFrequency extends RuleDetector {
  private final double accesses;
  private final long tellEvery;

  ConsentFrequency(Rule rule) {
    super(rule, Need.OWN);
    accesses = rule.threshold("accesses");
    tellEvery = RegistryRule.hours(rule.threshold("tellEveryHours"));
  }

  @Override
  public Finding inspect(Observation observation, Contexts contexts) {
    FeatureVector features = observation.features();
    double excess = features.get(Feature.CONSENT_EXCESS_24H);
    AgentClass agentClass = observation.who().agentClass();
    boolean bound = agentClass == AgentClass.AISP || agentClass == AgentClass.UNKNOWN;
    if (excess < 1 || !bound) {
      return null;
    }
    boolean many = excess >= accesses;
    return new Finding(
        strength(excess, accesses),
        many ? rule().severity() : Severity.LOW,
        "looks into accounts without their customers more often than consents allow",
        number(excess)
            + " accesses in 24 h beyond what each consent allows for an account and endpoint ("
            + ConsentUse.ALLOWED
            + " a day, unless the registry says otherwise)",
        List.of(evidence(features, Feature.CONSENT_EXCESS_24H, 0, 1)),
        "quiet at 0 accesses in 24 h beyond what consents allow",
        many ? "many" : "some",
        tellEvery);
  }
}
