package io.gatewatch.console;

import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.gateways.HeldQuota;
import java.time.Instant;

/**
 * A quota as the API shows it.
 *
 * @param state enforced, monitored, or lifted
 * @param until when a reader drops it unless it is renewed
 */
record QuotaView(State state, Instant until, QuotaUpdate update) {

  /** Whether a gateway applies it. */
  enum State {
    ENFORCED,
    MONITORED,
    LIFTED
  }

  static QuotaView of(HeldQuota held) {
    State state =
        held.isEnforced() ? State.ENFORCED : held.isMonitored() ? State.MONITORED : State.LIFTED;
    return new QuotaView(state, held.until(), held.update());
  }
}
