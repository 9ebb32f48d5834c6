package io.gatewatch.alerting;

/**
 * What becomes of an incident. All but {@link #NEEDS_ANALYST} and {@link #CLOSED_BENIGN} are
 * reached without a person; the last five close it for people, until facts change.
 */
public enum Disposition {
  /** The evidence is enough to act on: an incident to respond to. */
  RESPOND,
  /** Evidence that a person has to weigh first. */
  NEEDS_ANALYST,
  /** Whoever answers for the caller can say what it is. */
  NEEDS_OWNER,
  /** Whoever runs the service, the gateway or Gatewatch has to look. */
  NEEDS_OPERATIONS,
  /** A duty of the registry or the law is open. */
  NEEDS_COMPLIANCE,
  /** Recorded; nobody has to do anything unless it becomes graver. */
  INFORMATIONAL,
  /** The registry says that it is so. */
  BENIGN_EXPECTED,
  /** Announced work explains it. */
  IN_MAINTENANCE,
  /** A person asked not to hear of it for now. */
  SNOOZED,
  /** The campaign's alert says it, and what is done about that is done about this. */
  DUPLICATE_OF_CAMPAIGN,
  /** An analyst called it harmless. */
  CLOSED_BENIGN;

  /** Whether no person was asked to judge it. */
  public boolean isAutomatic() {
    return this != NEEDS_ANALYST && this != CLOSED_BENIGN;
  }

  /** Whether it closes an incident for people. */
  public boolean isSuppressing() {
    return compareTo(BENIGN_EXPECTED) >= 0;
  }
}
