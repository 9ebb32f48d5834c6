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
      if (caller != null) {
        return caller;
      }
    }
    return null;
  }
}
