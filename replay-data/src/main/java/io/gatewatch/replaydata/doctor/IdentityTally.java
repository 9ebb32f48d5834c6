package io.gatewatch.replaydata.doctor;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.identity.IdentityFacts;
import io.gatewatch.ingest.identity.IdentityRule;
import io.gatewatch.ingest.identity.IdentityRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Which identity rule proved the callers, why none did, and who was busiest. */
final class IdentityTally {
  private static final int MOST_SHOWN = 5;
  private static final int MOST_KEPT = 100_000;

  private record Barrier(String rule, String obstacle) {}

  private static final class Caller {
    private final Diagnosis.Who who;
    private long calls;

    private Caller(Diagnosis.Who who) {
      this.who = who;
    }
  }

  private final IdentityRules rules;
  private final Function<ApiCall, Boolean> registered;
  private final long[] decided;
  private final Map<Barrier, Long> barriers = new HashMap<>();
  private final Map<Principal, Caller> callers = new HashMap<>();
  private long agents;
  private long networks;

  /**
   * @param registered whether the registry knows a caller; null when it does not say
   */
  IdentityTally(IdentityRules rules, Function<ApiCall, Boolean> registered) {
    this.rules = rules;
    this.registered = registered;
    this.decided = new long[rules.rules().size()];
  }

  void add(ApiCall call, IdentityFacts facts) {
    if (call.principal().kind() == Principal.Kind.AGENT) {
      agents++;
      countRule(facts, call.status());
    } else {
      networks++;
      countObstacles(facts, call.status());
    }
    Caller caller = callers.get(call.principal());
    if (caller == null && callers.size() < MOST_KEPT) {
      caller = new Caller(who(call));
      callers.put(call.principal(), caller);
    }
    if (caller != null) {
      caller.calls++;
    }
  }

  /**
   * What was found.
   *
   * @param hint about the network that calls come from; null without
   */
  Diagnosis.Identity identity(String hint) {
    List<Diagnosis.Rule> counted = new ArrayList<>();
    for (int i = 0; i < decided.length; i++) {
      String name = rules.rules().get(i).name();
      counted.add(new Diagnosis.Rule(name, decided[i], Share.of(decided[i], agents + networks)));
    }
    return new Diagnosis.Identity(agents, networks, counted, obstacles(), busiest(), hint);
  }

  private void countRule(IdentityFacts facts, int status) {
    for (int i = 0; i < decided.length; i++) {
      if (rules.rules().get(i).prove(facts, status) != null) {
        decided[i]++;
        return;
      }
    }
  }

  private void countObstacles(IdentityFacts facts, int status) {
    for (IdentityRule rule : rules.rules()) {
      String obstacle = rule.obstacle(facts, status);
      if (obstacle != null) {
        barriers.merge(new Barrier(rule.name(), obstacle), 1L, Long::sum);
      }
    }
  }

  private List<Diagnosis.Obstacle> obstacles() {
    return barriers.entrySet().stream()
        .map(
            e ->
                new Diagnosis.Obstacle(
                    e.getKey().rule(),
                    e.getKey().obstacle(),
                    e.getValue(),
                    Share.of(e.getValue(), networks)))
        .sorted(
            Comparator.comparingLong(Diagnosis.Obstacle::count)
                .reversed()
                .thenComparing(Diagnosis.Obstacle::rule)
                .thenComparing(Diagnosis.Obstacle::obstacle))
        .limit(MOST_SHOWN)
        .toList();
  }

  private List<Diagnosis.Who> busiest() {
    Map<String, List<Diagnosis.Who>> byKind = new TreeMap<>();
    for (Caller caller : callers.values()) {
      Diagnosis.Who w = caller.who;
      byKind
          .computeIfAbsent(w.kind(), k -> new ArrayList<>())
          .add(new Diagnosis.Who(w.kind(), w.id(), w.name(), caller.calls, w.registered()));
    }
    List<Diagnosis.Who> busiest = new ArrayList<>();
    for (List<Diagnosis.Who> kind : byKind.values()) {
      kind.stream()
          .sorted(
              Comparator.comparingLong(Diagnosis.Who::calls)
                  .reversed()
                  .thenComparing(Diagnosis.Who::id))
          .limit(MOST_SHOWN)
          .forEach(busiest::add);
    }
    return busiest;
  }

  private Diagnosis.Who who(ApiCall call) {
    boolean agent = call.principal().kind() == Principal.Kind.AGENT;
    return new Diagnosis.Who(
        agent ? "agent" : "source",
        call.principal().id(),
        call.agentName(),
        0,
        agent ? registered.apply(call) : null);
  }
}
