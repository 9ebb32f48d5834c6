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
  PAYMENT_BURST,
  ACCOUNT_TAKEOVER,
  CREDENTIAL_SHARING,
  BULK_OBJECT_ACCESS,
  VOLUME_RAMP,
  SCOPE_VIOLATION,
  CONSENT_VIOLATION,
  INJECTION_PROBE,
  SEQUENCE_ANOMALY,
  UNAUTHENTICATED_ABUSE,
  CLIENT_IMPERSONATION,
  DEPRECATED_ENDPOINT,
  UNDOCUMENTED_ENDPOINT,
  SILENCE,
  OFF_HOURS;

  /** The name on the wire, such as {@code object_enumeration}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
