package io.gatewatch.replaydata.evaluate;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a run's detectors promised: how many alerts a day chance may bring them, by their ids
 * without version.
 *
 * @param perDay all together, as the rule file says it
 */
public record Promised(double perDay, SortedMap<String, Double> byDetector) {
  public Promised {
    byDetector = new TreeMap<>(byDetector);
  }

  /** The promise that a detector is under, by its id@version; null for none. */
  String of(String detector) {
    for (String name : byDetector.keySet()) {
      if (detector.startsWith(name + "@") || detector.startsWith(name + ".")) {
        return name;
      }
    }
    return null;
  }
}
