package io.gatewatch.detectors;

import java.util.Locale;

/** What a finding is about. Names are a contract: in JSON they are written in lower case. */
public enum Category {
  CREDENTIAL_STUFFING,
  ACCOUNT_TAKEOVER,
  CREDENTIAL_SHARING,
  OBJECT_ENUMERATION,
  BULK_OBJECT_ACCESS,
  DATA_EXFILTRATION,
  SCRAPING,
  VOLUME_SPIKE,
  VOLUME_RAMP,
  SCOPE_VIOLATION,
  CONSENT_VIOLATION,
  ENDPOINT_DISCOVERY,
  INJECTION_PROBE,
  SEQUENCE_ANOMALY,
  RUNAWAY_LOOP,
  PAYMENT_BURST,
  UNAUTHENTICATED_ABUSE,
  CLIENT_IMPERSONATION,
  DEPRECATED_ENDPOINT,
  UNDOCUMENTED_ENDPOINT,
  SENSITIVE_DATA_EXPOSURE,
  UNREGISTERED_CLIENT,
  CLIENT_FAULT,
  SERVICE_DEGRADED,
  SILENCE,
  OFF_HOURS,
  TELEMETRY_GAP,
  MODEL_DRIFT,
  QUOTA_GUARD,
  UNUSUAL_BEHAVIOUR;

  /** The name on the wire, such as {@code object_enumeration}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
