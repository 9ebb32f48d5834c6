package io.gatewatch.ingest.registry;

import io.gatewatch.ingest.config.Where;

/**
 * An agent's base limit in some gateway groups: what it may do when nothing is wrong.
 *
 * @param where tenants and groups; everywhere when the file does not say
 * @param requests at most, in one window
 * @param windowSeconds length of the window, in seconds
 * @param burst requests that may come at once on top of an even pace
 */
public record AgentLimit(Where where, int requests, int windowSeconds, int burst) {
  public AgentLimit {
    where = where == null ? Where.ANY : where;
    if (requests < 1 || windowSeconds < 1 || burst < 1) {
      throw new IllegalArgumentException(
          "limit of "
              + requests
              + " requests in "
              + windowSeconds
              + " s, burst "
              + burst
              + " (expected: requests, windowSeconds and burst of 1 or more)");
    }
  }
}
