package io.gatewatch.detectors.judge;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.drift.DriftVote;
import io.gatewatch.features.Observation;

/** Takes what a {@link Judge} tells. */
@FunctionalInterface
public interface JudgeSink {
  /** A finding. */
  void detection(Detection detection);

  /** An observation as its detectors see it, those of one principal in order. */
  default void judged(Observation observation) {}

  /** What a model saw of an agent in an hour. */
  default void vote(DriftVote vote) {}
}
