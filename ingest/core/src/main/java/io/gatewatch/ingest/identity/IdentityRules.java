package io.gatewatch.ingest.identity;

import java.util.List;

/** The identity rules of one format, in order: the first that proves a caller decides. */
public record IdentityRules(List<IdentityRule> rules) {
  public IdentityRules {
    rules = List.copyOf(rules);
  }

  /** The proven caller; null when the line proves none, and then its network is charged. */
  public ProvenCaller prove(IdentityFacts facts, int status) {
    for (int i = 0; i < rules.size(); i++) {
      ProvenCaller caller = rules.get(i).prove(facts, status);
      if (caller != null && !borrows(rules.get(i), caller.issuer())) {
        return caller;
      }
    }
    return null;
  }

  /** Whether a token calls its issuer by a name that stands for a check of the gateway's own. */
  private boolean borrows(IdentityRule rule, String issuer) {
    if (rule.issuerFrom() == null) {
      return false;
    }
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).issuerFrom() == null && issuer.equals(rules.get(i).issuer())) {
        return true;
      }
    }
    return false;
  }
}
