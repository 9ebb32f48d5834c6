package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.CallStanding;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.PathReading;
import io.gatewatch.features.Tally;
import io.gatewatch.features.View;
import io.gatewatch.features.Who;
import io.gatewatch.ingest.ApiCall.AgentClass;
import io.gatewatch.ingest.ApiCall.Lifecycle;
import io.gatewatch.ingest.ApiCall.Sensitivity;
import io.gatewatch.ingest.Principal;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A made-up call off its caller's paths, and what is in use around it. What is not said is any. */
final class Moment {
  private static final long TIME = 1_772_442_000_000L;
  private static final String WHERE = View.where("bank", "edge");
  private static final int KNOWN_ROUNDS = 30 * 360;

  /** Votes of agents, and of strangers, by route. */
  private final Map<Integer, Double> agents = new TreeMap<>();

  private final Map<Integer, Integer> strangers = new TreeMap<>();
  private final double newObjects;
  private final String method;
  private final Sensitivity sensitivity;
  int route = 1;
  private boolean agent;
  private int status;
  private boolean documented;
  private Lifecycle lifecycle;
  private PathReading paths = new PathReading(false, List.of(), 0, false, 0, 0, 0, false);
  private int serviceAgents;
  private int serviceDocumented;

  Moment(Random random) {
    newObjects = random.nextInt(9);
    method = random.nextInt(3) == 0 ? "POST" : "GET";
    sensitivity = random.nextBoolean() ? Sensitivity.PERSONAL : Sensitivity.LOW;
    status = 200 + random.nextInt(3);
  }

  Moment agent(boolean is) {
    agent = is;
    return this;
  }

  Moment on(int other) {
    route = other;
    return this;
  }

  Moment status(int answer) {
    status = answer;
    return this;
  }

  Moment lifecycle(Lifecycle other) {
    lifecycle = other;
    return this;
  }

  Moment paths(PathReading other) {
    paths = other;
    return this;
  }

  Moment claims(double claims) {
    return paths(new PathReading(false, List.of(), 0, false, 0, 0, claims, false));
  }

  Moment strays(boolean strays) {
    return paths(new PathReading(false, List.of(), 0, strays, 0, paths.oldCalls(), 0, false));
  }

  Moment oldCalls(double calls) {
    return paths(new PathReading(false, List.of(), 0, paths.strays(), 0, calls, 0, false));
  }

  Moment agentsUse(int used, double votes) {
    agents.put(used, votes);
    return this;
  }

  Moment strangersUse(int used, int votes) {
    strangers.put(used, votes);
    return this;
  }

  Moment serviceOf(int votes, int known) {
    serviceAgents = votes;
    serviceDocumented = known;
    return this;
  }

  /** The catalogue knows these routes, and did so when they were opened. */
  Moment writeDown(List<Integer> known) {
    documented = known.contains(route);
    List<Integer> left = paths.opened().stream().filter(r -> !known.contains(r)).toList();
    return paths(new PathReading(paths.firstUse(), left, paths.closed(), false, 0, 0, 0, false));
  }

  /** Others alone have used each of these on so many days, now agents and now strangers. */
  Moment othersUse(List<Integer> routes, int votes) {
    for (int used : routes) {
      agentsUse(used, used % 2 == 0 ? votes : 0).strangersUse(used, used % 2 == 0 ? 0 : votes);
    }
    return this;
  }

  /** What it opened and others have used on fewer than two days, its own day left out. */
  List<Integer> hidden() {
    int own = agent ? 1 : 0;
    return paths.opened().stream()
        .filter(r -> agents.getOrDefault(r, 0.0) + strangers.getOrDefault(r, 0) < own + 2)
        .toList();
  }

  Observation observation() {
    Principal who = agent ? Principal.agent("a", "kong") : Principal.source("198.51.100.0/24");
    double[] values = new double[FeatureSchema.size()];
    values[Feature.NEW_OBJECTS_5M.ordinal()] = newObjects;
    values[Feature.AGE_HOURS.ordinal()] = 90;
    CallStanding standing =
        new CallStanding(
            "ledger", route, documented, lifecycle, paths.claims() > 0 ? "Lumen" : null, paths);
    CallGlance call =
        new CallGlance(
            method,
            "/x" + route,
            "x.read",
            status,
            "192.0.2.7",
            "c",
            null,
            sensitivity,
            List.of(),
            List.of(),
            null,
            standing,
            0);
    return new Observation(
        new Who(who.key("bank", "edge"), "bank", "edge", who, "a", AgentClass.AISP),
        TIME,
        true,
        call,
        new FeatureVector(values),
        List.of(),
        List.of(),
        List.of());
  }

  /** What is in use, two rounds ago. */
  Contexts contexts() {
    return (view, round) -> {
      if (view.equals(View.inventory(WHERE, "ledger"))) {
        return entry(view, round, serviceAgents, serviceDocumented, 0);
      }
      for (int used = 1; used < 9; used++) {
        if (view.equals(View.route(WHERE, used))) {
          double votes = agents.getOrDefault(used, 0.0);
          return entry(view, round, votes, 0, strangers.getOrDefault(used, 0));
        }
      }
      return null;
    };
  }

  private static ContextEntry entry(
      View view, long round, double agents, int documented, int strangers) {
    Tally late = new Tally();
    for (int i = 0; i < Math.round(agents); i++) {
      late.add(Tally.vote(0, 0, true, false, 0));
    }
    for (int i = 0; i < documented; i++) {
      late.add(Tally.vote(0, 1, true, false, 0));
    }
    for (int i = 0; i < strangers; i++) {
      late.add(Tally.vote(0, 0, false, false, 0));
    }
    return new ContextEntry(view, round, new Tally(), late, agents, round - KNOWN_ROUNDS);
  }
}
