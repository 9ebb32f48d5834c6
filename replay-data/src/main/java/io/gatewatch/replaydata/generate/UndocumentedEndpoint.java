package io.gatewatch.replaydata.generate;

import java.util.Iterator;

/**
 * Somebody finds doors beside the documented ones, and now and then one of them is open; or knows
 * before which one is.
 */
final class UndocumentedEndpoint {
  static final String[] PATHS = {
    "/internal/accounts/export",
    "/internal/metrics",
    "/internal/feature-flags",
    "/actuator/env",
    "/actuator/heapdump",
    "/actuator/mappings",
    "/api/v1/customers.bak",
    "/api/v1/products.bak",
    "/open-banking/v4.0/aisp/accounts.bak",
    "/api/v1/customers/export.csv",
    "/loans/export/all",
    "/internal/debug/vars",
  };
  private static final Endpoint[] NEAR = {
    Endpoint.INTERNAL,
    Endpoint.ACTUATOR,
    Endpoint.CUSTOMER,
    Endpoint.PRODUCTS,
    Endpoint.ACCOUNTS,
    Endpoint.LOAN,
  };

  private UndocumentedEndpoint() {}

  static Iterator<Step> steps(Attack attack, Draw draw) {
    double pause = attack.scale(2_000, 240_000) * draw.between(0.7, 1.4);
    int calls = (int) Math.min(attack.scale(70, 8), 4 * Hour.MILLIS / pause);
    boolean straight = attack.variant() == AttackVariant.UNDOCUMENTED_STRAIGHT;
    double open = straight ? 1 : attack.scale(0.5, 0.15);
    int doors = 1 + draw.below(4);
    int first = draw.below(PATHS.length);
    int surely = draw.below(Math.max(1, calls / 2));
    return new Repeat(
        Math.max(6, calls),
        i -> {
          boolean opens = i == surely || draw.chance(open);
          int door = opens ? first + draw.below(doors) : draw.below(PATHS.length);
          int closed = attack.agent() != null && draw.chance(0.3) ? 403 : 404;
          String path = PATHS[door % PATHS.length];
          return Step.of(near(path))
              .at(path, null)
              .answered(opens ? 200 : closed, opens ? 200 + draw.below(40_000L) : 0)
              .after(draw.exponential(pause));
        });
  }

  /** The endpoint whose route lets such a path through. */
  private static Endpoint near(String path) {
    for (Endpoint endpoint : NEAR) {
      if (path.startsWith(endpoint.prefix())) {
        return endpoint;
      }
    }
    throw new IllegalArgumentException("path: " + path + " (expected: below a known endpoint)");
  }
}
