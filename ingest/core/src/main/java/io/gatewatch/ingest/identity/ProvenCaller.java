package io.gatewatch.ingest.identity;

/**
 * A caller that a line proves, in clear. Never stored, never logged.
 *
 * @param rule the rule that proved it
 * @param issuer who vouches
 * @param id at the issuer
 * @param displayName what people call it; null when the line does not say
 * @param credentialId id of the credential; null when the line does not say
 * @param onBehalfOf the customer for whom it acts; null when its rule does not say
 * @param consent the consent under which it acts; null when its rule does not say
 */
public record ProvenCaller(
    IdentityRule rule,
    String issuer,
    String id,
    String displayName,
    String credentialId,
    String onBehalfOf,
    String consent) {
  /** Shows the rule alone. */
  @Override
  public String toString() {
    return "ProvenCaller[" + rule.name() + "]";
  }
}
