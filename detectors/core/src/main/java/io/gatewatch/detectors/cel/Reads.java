package io.gatewatch.detectors.cel;

import dev.cel.common.ast.CelReference;
import io.gatewatch.features.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a checked expression reads.
 *
 * @param features in the order in which they are first named
 * @param peers whether it asks what peers did
 * @param thresholds by name
 */
record Reads(List<Feature> features, boolean peers, List<String> thresholds) {
  static Reads of(Checker.Checked checked, Names names) {
    List<Feature> features = new ArrayList<>();
    boolean peers = false;
    // Ids of a parsed tree grow from left to right.
    Map<Long, CelReference> inOrder = new TreeMap<>(checked.tree().getReferenceMap());
    for (CelReference reference : inOrder.values()) {
      Name name = names.find(reference.name());
      if (name == null || !reference.overloadIds().isEmpty()) {
        continue;
      }
      peers |= name.of() == Name.Kind.PEERS;
      if (name.number() instanceof Num.OfFeature of && !features.contains(of.feature())) {
        features.add(of.feature());
      }
    }
    return new Reads(List.copyOf(features), peers, checked.thresholds());
  }
}
