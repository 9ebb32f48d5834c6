package io.gatewatch.ingest.catalog.learning;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.time.Instant;

/** Calls of which only caller, route and status matter. */
final class RoutedCalls {
  private RoutedCalls() {}

  static ApiCall byAgent(String agent, String route, int status) {
    return call(Principal.agent(agent, "kong"), route, status);
  }

  static ApiCall bySource(String network, String route, int status) {
    return call(Principal.source(network), route, status);
  }

  private static ApiCall call(Principal principal, String route, int status) {
    return new ApiCall(
        Instant.EPOCH,
        null,
        false,
        "bank",
        null,
        "public",
        null,
        "id",
        null,
        principal,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "GET",
        route,
        "service",
        null,
        "any.read",
        null,
        status,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
