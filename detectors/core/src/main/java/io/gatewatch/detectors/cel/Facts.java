package io.gatewatch.detectors.cel;

import static java.util.Objects.requireNonNull;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import io.gatewatch.features.Who;

/**
 * What a condition may ask about: one observation, and what its peers did two rounds before; as it
 * was, or with one thing changed. For one thread, as long as the observation is judged.
 */
public final class Facts {
  private static final int ROUNDS_BACK = 2;

  private final Observation observation;
  private final Contexts contexts;
  private final FeatureVector features;
  private final CallGlance call;
  private final Feature changed;
  private final double value;
  private Tally peers;
  private boolean peersKnown;

  private Facts(
      Observation observation, Contexts contexts, CallGlance call, Feature changed, double value) {
    this.observation = requireNonNull(observation, "observation");
    this.contexts = requireNonNull(contexts, "contexts");
    this.features = observation.features();
    this.call = call;
    this.changed = changed;
    this.value = value;
  }

  /** An observation as it is. */
  public static Facts of(Observation observation, Contexts contexts) {
    return new Facts(observation, contexts, observation.call(), null, 0);
  }

  /** The same, had one feature been another. */
  Facts with(Feature feature, double other) {
    return new Facts(observation, contexts, call, feature, other);
  }

  /** The same, had there been no call. */
  Facts withoutCall() {
    return new Facts(observation, contexts, null, changed, value);
  }

  double feature(Feature feature) {
    return feature == changed ? value : features.get(feature);
  }

  /** The call; null at a round's end. */
  CallGlance call() {
    return call;
  }

  Who who() {
    return observation.who();
  }

  /** How many networks of strangers probe its gateway group of late, as of two rounds ago. */
  public double probing() {
    return ofStrangers(View.probers(View.where(who().tenant(), who().group())));
  }

  /** How many doors, a power of two, were shut to each of three strangers of late, the same. */
  double reach() {
    return ofStrangers(View.reach(View.where(who().tenant(), who().group())));
  }

  private double ofStrangers(View view) {
    ContextEntry entry = contexts.find(view, observation.round() - ROUNDS_BACK);
    return entry == null ? 0 : entry.usualErrorShare();
  }

  /** What its cohort did two rounds ago; null when nobody of it was there. */
  Tally peers() {
    if (!peersKnown) {
      String where = View.where(who().tenant(), who().group());
      View cohort = View.cohort(where, who().agentClass());
      ContextEntry entry = contexts.find(cohort, observation.round() - ROUNDS_BACK);
      peers = entry == null ? null : entry.tally();
      peersKnown = true;
    }
    return peers;
  }
}
