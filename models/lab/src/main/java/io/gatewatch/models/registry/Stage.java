package io.gatewatch.models.registry;

/** How far a model has come. */
public enum Stage {
  /** It is there, and judges nothing. */
  CANDIDATE,
  /** It scores beside the champion; what it finds is written down and wakes nobody. */
  SHADOW,
  /** It judges beside rules and baselines. At most one. */
  CHAMPION,
  /** It was champion. */
  RETIRED
}
