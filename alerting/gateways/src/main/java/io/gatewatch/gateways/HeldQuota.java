package io.gatewatch.gateways;

import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.QuotaUpdate.Action;
import io.gatewatch.alerting.QuotaUpdate.Approval;
import java.time.Instant;

/**
 * A quota that a reader holds.
 *
 * @param until the earlier of {@code expiresAt} and receipt + {@code ttlSeconds}
 */
public record HeldQuota(QuotaUpdate update, Instant until) {

  /** Whether a gateway has to apply it: enforced, with a person's yes where one is needed. */
  public boolean isEnforced() {
    boolean agreed =
        update.approval() == Approval.NOT_NEEDED || update.approval() == Approval.GRANTED;
    return update.mode() == QuotaMode.ENFORCE && agreed && departsFromBase();
  }

  /** Whether it only says what would have been done. */
  public boolean isMonitored() {
    return update.mode() != QuotaMode.OFF && departsFromBase() && !isEnforced();
  }

  boolean isOver(Instant now) {
    return !now.isBefore(until);
  }

  /** Whether it allows more than base, rather than less. */
  public boolean isRaise() {
    return update.factor() > 1 && update.action() != Action.BLOCK;
  }

  /**
   * Base is what the operator configured, so a return to base is the absence of a limit. A step on
   * the way back (a restore below 1) is still a limit.
   */
  private boolean departsFromBase() {
    return update.factor() < 1 || update.action() == Action.BLOCK || isRaise();
  }
}
