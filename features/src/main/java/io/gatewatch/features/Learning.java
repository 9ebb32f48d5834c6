package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;

/**
 * Who may learn what is held back under suspicion: those of whom an analyst has said that it is
 * benign.
 */
@FunctionalInterface
public interface Learning {
  /** Nobody has said anything. */
  Learning FROZEN = (call, after, until) -> false;

  /**
   * Whether a call's principal was given leave after one moment and up to another.
   *
   * @param after epoch milliseconds, exclusive
   * @param until epoch milliseconds, inclusive
   */
  boolean permits(ApiCall call, long after, long until);
}
