package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.identity.ProvenCaller;
import java.util.List;

/**
 * Identities that a call claims without proof, strongest first: headers, then the gateway's own
 * notes, then {@code client_id} in the query. Evidence about the caller, never whom it is charged
 * to.
 */
final class Claims {
  private Claims() {}

  /** The first claim that is not the proven caller itself; null when there is none. */
  static String strongest(RawCall raw, ProvenCaller caller) {
    String claim = first(raw.headers.claims(), raw, caller);
    claim = claim == null ? inQuery(raw, caller) : claim;
    return claim == null ? first(raw.claims, raw, caller) : claim;
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
