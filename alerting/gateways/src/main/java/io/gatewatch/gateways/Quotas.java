package io.gatewatch.gateways;

import java.time.Instant;
import java.util.List;

/** Where a reader learns what is in force. */
public interface Quotas {
  /** Whether the first reading is whole; until then a gateway keeps what it has. */
  boolean isCaughtUp();

  /** What has to be applied at this moment. */
  List<HeldQuota> inForce(Instant now);
}
