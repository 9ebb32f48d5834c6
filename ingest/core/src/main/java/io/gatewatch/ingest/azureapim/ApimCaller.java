package io.gatewatch.ingest.azureapim;

import io.gatewatch.ingest.assemble.RawCall;

/**
 * What the record says about the caller. The gateway names a subscription once it has found its
 * key, and our policy a token's claims once {@code validate-jwt} has accepted it: facts ({@code
 * authentication: passed}) unless a check refused.
 */
final class ApimCaller {
  String subscription;
  String issuer;
  String clientId;
  String subject;
  String certificate;

  void writeTo(RawCall raw, ApimDecision decision) {
    if (decision.isRefused(raw.status)) {
      claim(clientId, raw);
      claim(subscription, raw);
      return;
    }
    raw.facts.note("authentication", "passed");
    raw.facts.note("subscription", subscription);
    raw.facts.note("jwt.iss", issuer);
    raw.facts.note("jwt.client_id", clientId);
    raw.facts.note("jwt.sub", subject);
    raw.facts.note("mtls.subject", certificate);
  }

  private static void claim(String id, RawCall raw) {
    if (id != null && !id.isBlank()) {
      raw.claims.add(id);
    }
  }
}
