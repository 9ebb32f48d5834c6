package io.gatewatch.features;

import io.gatewatch.features.consent.ConsentUse;
import io.gatewatch.ingest.ApiCall;

/** What somebody has allowed a principal, by control. */
@FunctionalInterface
public interface Leave {
  /** Nobody has said anything. */
  Leave NONE = (call, after, until) -> false;

  /**
   * Whether a call's principal was given leave, after one moment and up to another, to learn what
   * is held back under suspicion: an analyst has said that it is benign.
   *
   * @param after epoch milliseconds, exclusive
   * @param until epoch milliseconds, inclusive
   */
  boolean toLearn(ApiCall call, long after, long until);

  /** How often a day each of its consents may be used for an account without its customer. */
  default int accessesADay(ApiCall call) {
    return ConsentUse.ALLOWED;
  }
}
