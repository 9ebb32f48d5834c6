package io.gatewatch.replaydata.generate;

import java.util.Locale;

/** A kind of attack, by the name of the category that should find it. */
public enum AttackKind {
  CREDENTIAL_STUFFING,
  OBJECT_ENUMERATION,
  VOLUME_SPIKE,
  ENDPOINT_DISCOVERY,
  RUNAWAY_LOOP,
  SCRAPING,
  DATA_EXFILTRATION,
  PAYMENT_BURST;

  /** The name on the wire, such as {@code object_enumeration}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
