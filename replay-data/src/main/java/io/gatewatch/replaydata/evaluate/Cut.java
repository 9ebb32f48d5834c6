package io.gatewatch.replaydata.evaluate;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.QuotaUpdate;
import java.time.Instant;

/**
 * A throttle or block as it was published, whether or not it was enforced.
 *
 * @param principalId the agent, or the address or network of a stranger
 */
public record Cut(String principalId, Instant time) {
  public Cut {
    requireNonNull(principalId, "principalId");
    requireNonNull(time, "time");
  }

  /** The cut that an update makes; null when it makes none. */
  public static Cut of(QuotaUpdate update) {
    return switch (update.action()) {
      case THROTTLE, BLOCK -> new Cut(update.agentId(), update.time());
      case RESTORE, RAISE -> null;
    };
  }
}
