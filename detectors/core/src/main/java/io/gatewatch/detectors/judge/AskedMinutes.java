package io.gatewatch.detectors.judge;

import io.gatewatch.features.Observation;
import io.gatewatch.ingest.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Tells what a model is asked about, whether or not one is in force: of each authenticated agent
 * the first observation in each minute, as it stands before the judge. Size: a number for each
 * agent.
 */
public final class AskedMinutes implements Consumer<Observation> {
  private static final long MINUTE_MILLIS = 60_000;

  private final Consumer<Observation> told;
  private final Map<String, Long> minutes = new HashMap<>();

  /** Tells {@code told}. */
  public AskedMinutes(Consumer<Observation> told) {
    this.told = told;
  }

  @Override
  public void accept(Observation judged) {
    if (judged.who().principal().kind() == Principal.Kind.AGENT) {
      Long minute = Math.floorDiv(judged.time(), MINUTE_MILLIS);
      if (!minute.equals(minutes.put(judged.who().key(), minute))) {
        told.accept(judged);
      }
    }
  }
}
