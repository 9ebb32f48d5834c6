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

/** The rules, the models and the agent registry that judge together. Immutable. */
public final class Brain {
  private final RuleSet rules;
  private final AnomalyModel champion;
  private final AnomalyModel shadow;
  private final AgentRegistry registry;
  private final List<Detector> atOnce;
  private final List<Detector> afterTheRound;
  private final RuleIndex index;
  private final Versions versions;

  /**
   * @param champion the model whose findings alert; null when none is in force
   * @param shadow the model on trial; null when none is in force. One that is the champion is not
   *     on trial
   * @param registry null when none is in force
   */
  public Brain(RuleSet rules, AnomalyModel champion, AnomalyModel shadow, AgentRegistry registry) {
    this.rules = requireNonNull(rules, "rules");
    this.champion = champion;
    boolean same =
        champion != null && shadow != null && champion.version().equals(shadow.version());
    this.shadow = same ? null : shadow;
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
            champion == null ? null : champion.version(),
            null,
            registry == null ? null : registry.version(),
            FeatureSchema.fingerprint());
  }

  /** The rule file. */
  public RuleSet rules() {
    return rules;
  }

  /** The model whose findings alert; null when none is in force. */
  public AnomalyModel champion() {
    return champion;
  }

  /** The model on trial, whose findings reach nobody; null when none is in force. */
  public AnomalyModel shadow() {
    return shadow;
  }

  /** The model in force of this version, champion or shadow; null when none is. */
  public AnomalyModel model(String version) {
    for (AnomalyModel model : new AnomalyModel[] {champion, shadow}) {
      if (model != null && model.version().equals(version)) {
        return model;
      }
    }
    return null;
  }

  /** Whether any model is in force. */
  public boolean hasModels() {
    return champion != null || shadow != null;
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
