package io.gatewatch.detectors.book;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Versions;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.models.AnomalyModel;

/**
 * The rules and the model that judge together.
 *
 * @param model null when none is in force
 */
public record Brain(RuleSet rules, AnomalyModel model) {
  public Brain {
    requireNonNull(rules, "rules");
  }

  /** What alerts cite. */
  public Versions versions() {
    String modelVersion = model == null ? null : model.version();
    return new Versions(rules.version(), modelVersion, null, null, FeatureSchema.fingerprint());
  }
}
