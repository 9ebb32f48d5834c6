package io.gatewatch.alerting;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.util.TreeMap;

/**
 * All quotas that are not at rest: the governor's state. Mutable; only {@link Governor} changes it.
 * At most {@code bounds.keys} entries of 1 KB, usually a handful; one guard incident for each
 * gateway group that ever met its cap.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class QuotaLedger {
  /** Version of this state's serialised form. */
  static final int STATE_VERSION = 1;

  int stateVersion = STATE_VERSION;

  /** Of the newest quota update; one counter over all quotas. */
  long version;

  /** All rounds up to here are decided. */
  long decidedRound = Long.MIN_VALUE;

  /** By key text. */
  TreeMap<String, LedgerEntry> entries = new TreeMap<>();

  /** Incidents of our own caution, by tenant/group. */
  TreeMap<String, Incident> guards = new TreeMap<>();

  /** The ledger of a governor that never decided anything. */
  public QuotaLedger() {}

  /** As bytes for a store. */
  public byte[] toBytes() {
    return Json.write(this);
  }

  /** From the bytes of a store. */
  public static QuotaLedger fromBytes(byte[] bytes) {
    QuotaLedger ledger = Json.read(bytes, QuotaLedger.class);
    if (ledger.stateVersion > STATE_VERSION) {
      throw new IllegalArgumentException(
          "stateVersion: " + ledger.stateVersion + " (expected: up to " + STATE_VERSION + ")");
    }
    return ledger;
  }

  /** Number of quotas that are not at rest. */
  public int size() {
    return entries.size();
  }
}
