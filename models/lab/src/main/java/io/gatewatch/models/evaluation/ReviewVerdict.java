package io.gatewatch.models.evaluation;

/** What a reviewer says of a window. */
public enum ReviewVerdict {
  /** An attack that was missed. */
  ATTACK,
  /** Nothing wrong. */
  BENIGN,
  /** Cannot be said; as if it had not been drawn. */
  UNDETERMINED
}
