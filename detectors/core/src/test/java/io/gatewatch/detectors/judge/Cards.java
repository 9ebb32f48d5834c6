package io.gatewatch.detectors.judge;

import io.gatewatch.features.FeatureSchema;
import io.gatewatch.models.ModelCard;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Cards of models that tests make by hand. */
final class Cards {
  private Cards() {}

  static ModelCard low(String name) {
    return new ModelCard(
        name,
        "by hand",
        FeatureSchema.VERSION,
        ModelCard.ALL,
        "low",
        "",
        1,
        "made up",
        "",
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.EPOCH,
        new TreeMap<>(),
        0,
        List.of(),
        "",
        "");
  }
}
