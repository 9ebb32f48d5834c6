package io.gatewatch.detectors.book;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.models.AnomalyModel;
import java.util.List;

/** The rules, the model and the agent registry that judge together. Immutable. */
public final class Brain {
  private final RuleSet rules;
  private final AnomalyModel model;
  private final AgentRegistry registry;
  private final List<Detector> detectors;
  private final Versions versions;

  /**
   * @param model null when none is in force
   * @param registry null when none is in force
   */
  public Brain(RuleSet rules, AnomalyModel model, AgentRegistry registry) {
    this.rules = requireNonNull(rules, "rules");
    this.model = model;
    this.registry = registry;
    this.detectors = rules.detectors(registry);
    this.versions =
        new Versions(
            rules.version(),
            model == null ? null : model.version(),
            null,
            registry == null ? null : registry.version(),
            FeatureSchema.fingerprint());
  }

  /** The rule file. */
  public RuleSet rules() {
    return rules;
  }

  /** The model; null when none is in force. */
  public AnomalyModel model() {
    return model;
  }

  /** The agent registry; null when none is in force. */
  public AgentRegistry registry() {
    return registry;
  }

  /** Detectors for principals, in the order of the rule file. */
  public List<Detector> detectors() {
    return detectors;
  }

  /** What alerts cite. */
  public Versions versions() {
    return versions;
  }
}
