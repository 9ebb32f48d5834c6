package io.gatewatch.detectors.cel;

import io.gatewatch.detectors.Contexts;
import io.gatewatch.features.CallGlance;
import io.gatewatch.features.ContextEntry;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.features.Tally;
import io.gatewatch.features.Who;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Exposure;
import io.gatewatch.ingest.Principal;
import java.util.List;
import java.util.Random;

/** Made-up moments that a condition can be asked of. */
public final class Moments {
  public static final Contexts NOBODY = (view, round) -> null;
  private static final double[] ODD = {0, -0.0, 1, Double.NaN, Double.POSITIVE_INFINITY, 0.5, 60};
  private static final String[] ROUTES = {"/accounts", "/accounts/{id}", "/login", ""};

  private Moments() {}

  /** An agent's call with these features, one after the other; the others are 0. */
  public static Observation with(Object... featuresAndValues) {
    double[] values = new double[FeatureSchema.size()];
    for (int i = 0; i < featuresAndValues.length; i += 2) {
      values[((Feature) featuresAndValues[i]).ordinal()] =
          ((Number) featuresAndValues[i + 1]).doubleValue();
    }
    return observation(values, glance("GET", "/accounts", 200));
  }

  public static CallGlance glance(String method, String route, int status) {
    Exposure card = new Exposure(Exposure.Place.QUERY, Exposure.Kind.CARD);
    return new CallGlance(
        method,
        route,
        "accounts.read",
        status,
        "192.0.2.7",
        "c",
        null,
        status == 401 ? null : ApiCall.Sensitivity.PAYMENT,
        status == 404 ? List.of(card) : List.of(),
        List.of(),
        null,
        null,
        0);
  }

  public static Observation observation(double[] values, CallGlance call) {
    Who who =
        new Who(
            "bank/edge/agent/a",
            "bank",
            "edge",
            Principal.agent("a", "kong"),
            null,
            ApiCall.AgentClass.AISP);
    return new Observation(
        who, 1_000_000, false, call, new FeatureVector(values), List.of(), List.of(), List.of());
  }

  /** Whether it is no whole number: it fades, or is a mean. */
  private static boolean fades(Feature feature) {
    return feature.id().matches("usual_.*|.*_\\d+h");
  }

  /** Any moment: odd numbers too when told so, sometimes without a call, sometimes with peers. */
  static Facts any(Random random, boolean odd) {
    double[] values = new double[FeatureSchema.size()];
    for (Feature feature : Feature.values()) {
      double counted = random.nextInt(4) == 0 ? 0 : random.nextInt(1 << random.nextInt(12));
      values[feature.ordinal()] =
          odd && random.nextInt(3) == 0
              ? ODD[random.nextInt(ODD.length)]
              : feature.unit().equals("share")
                  ? random.nextInt(101) / 100.0
                  : fades(feature) ? random.nextInt(1 + (int) (counted * 8)) / 8.0 : counted;
    }
    int status = new int[] {200, 401, 404, 503}[random.nextInt(4)];
    String method = random.nextBoolean() ? "GET" : "POST";
    CallGlance call = glance(method, ROUTES[random.nextInt(ROUTES.length)], status);
    Tally tally = new Tally();
    for (int i = random.nextInt(8); i > 0; i--) {
      tally.add(Tally.vote(9, 0, false, random.nextBoolean(), random.nextInt(90)));
    }
    boolean alone = random.nextInt(3) == 0;
    Contexts peers =
        (view, round) -> alone ? null : new ContextEntry(view, round, tally, tally, 0, -1);
    return Facts.of(observation(values, random.nextInt(4) == 0 ? null : call), peers);
  }
}
