package io.gatewatch.detectors.book;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Detector;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.cel.Condition;
import io.gatewatch.detectors.cel.RuleIndex;
import io.gatewatch.detectors.rules.CelRule;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.ingest.registry.AgentRegistry;
import io.gatewatch.models.AnomalyModel;
import java.util.ArrayList;
import java.util.List;

/** The rules, the model and the agent registry that judge together. Immutable. */
public final class Brain {
  private final RuleSet rules;
  private final AnomalyModel model;
  private final AgentRegistry registry;
  private final List<Detector> atOnce;
  private final List<Detector> afterTheRound;
  private final RuleIndex index;
  private final Versions versions;

  /**
   * @param model null when none is in force
   * @param registry null when none is in force
   */
  public Brain(RuleSet rules, AnomalyModel model, AgentRegistry registry) {
    this.rules = requireNonNull(rules, "rules");
    this.model = model;
    this.registry = registry;
    List<Detector> detectors = rules.detectors(registry);
    this.atOnce = detectors.stream().filter(d -> d.need() != Need.SAME).toList();
    this.afterTheRound = detectors.stream().filter(d -> d.need() == Need.SAME).toList();
    List<Condition> conditions = new ArrayList<>();
    atOnce.forEach(d -> conditions.add(d instanceof CelRule cel ? cel.condition() : null));
    this.index = new RuleIndex(conditions);
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

  /** Detectors that judge an observation at once, OWN and PAST, in the order of the rule file. */
  public List<Detector> atOnce() {
    return atOnce;
  }

  /** Detectors that wait for their round's context, in the order of the rule file. */
  public List<Detector> afterTheRound() {
    return afterTheRound;
  }

  /** Which of {@link #atOnce} may have something to say. */
  public RuleIndex index() {
    return index;
  }

  /** What alerts cite. */
  public Versions versions() {
    return versions;
  }
}
