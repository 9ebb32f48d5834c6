package io.gatewatch.alerting;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Severity;
import java.time.Duration;
import java.util.Map;

/**
 * What an alert of the security lane was when the governor heard of it last. About 100 B.
 *
 * @param open whether its incident goes on
 * @param at when that was, epoch milliseconds
 */
record HeardAlert(Category category, Severity severity, boolean open, long at) {
  /** For so long an alert that is over may come back, or be judged. */
  private static final long REMEMBERED = Duration.ofDays(1).toMillis();

  /** Keeps what grounds say, and forgets what has been over for a day. */
  static void note(Map<String, HeardAlert> alerts, QuotaGrounds g, long now) {
    alerts.values().removeIf(a -> !a.open && a.at <= now - REMEMBERED);
    alerts.put(g.alertId(), new HeardAlert(g.category(), g.severity(), g.open(), now));
  }
}
