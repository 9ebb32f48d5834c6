package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.identity.ProvenCaller;
import io.gatewatch.ingest.identity.UnverifiedToken;
import java.util.List;

/**
 * Identities that a call claims without proof: headers, then {@code client_id} in the query, then
 * the gateway's own notes; where nobody is proven also what a token says whose signature nobody has
 * checked. Evidence about the caller, never whom it is charged to.
 */
final class Claims {
  private static final List<String> TOKEN_FACTS = List.of("jwt.azp", "jwt.client_id", "jwt.sub");

  private Claims() {}

  /** The first claim that is not the proven caller itself; null when there is none. */
  static String strongest(RawCall raw, ProvenCaller caller) {
    String claim = first(raw.headers.claims(), raw, caller);
    claim = claim == null ? inQuery(raw, caller) : claim;
    claim = claim == null ? first(raw.claims, raw, caller) : claim;
    return claim == null && caller == null ? inToken(raw) : claim;
  }

  /** A proven caller's own token names its client, or its customer: no contradiction. */
  private static String inToken(RawCall raw) {
    for (int i = 0; i < TOKEN_FACTS.size(); i++) {
      String noted = raw.facts.get(TOKEN_FACTS.get(i));
      if (noted != null) {
        return noted;
      }
    }
    return UnverifiedToken.client(raw.headers.authorization());
  }

  private static String first(List<String> claims, RawCall raw, ProvenCaller caller) {
    for (int i = 0; i < claims.size(); i++) {
      if (contradicts(claims.get(i), raw, caller)) {
        return claims.get(i);
      }
    }
    return null;
  }

  private static String inQuery(RawCall raw, ProvenCaller caller) {
    for (int i = 0; i < raw.query.size(); i++) {
      RawCall.Parameter parameter = raw.query.get(i);
      boolean named = parameter.name().equals("client_id") || parameter.name().equals("clientId");
      if (named && parameter.value() != null && contradicts(parameter.value(), raw, caller)) {
        return parameter.value();
      }
    }
    return null;
  }

  private static boolean contradicts(String claim, RawCall raw, ProvenCaller caller) {
    return !claim.isBlank()
        && (caller == null
            || (!claim.equals(caller.id()) && !caller.rule().isAlias(claim, raw.facts)));
  }
}
