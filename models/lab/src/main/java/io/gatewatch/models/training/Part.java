package io.gatewatch.models.training;

/** What a row is for. Cut by time, never at random: the newest rows test. */
public enum Part {
  /** Teaches. */
  TRAIN,
  /** Says how rare a score is among ordinary rows, and which parameters are best. */
  CALIBRATE,
  /** Nothing was learned from it, of agents that were learned from before. */
  TEST,
  /** The same, of agents from which nothing was ever learned. */
  TEST_OTHER_AGENTS,
  /** Left out: so near a border that its features look back over it. */
  BORDER
}
