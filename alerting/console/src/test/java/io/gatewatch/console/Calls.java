package io.gatewatch.console;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.List;

/** Calls to test with. */
final class Calls {
  private Calls() {}

  static ApiCall of(String tenant, String group, Instant time) {
    return new ApiCall(
        time,
        time,
        false,
        tenant,
        null,
        group,
        "node-1",
        "c-1",
        null,
        Principal.agent("pay-agent", null),
        "pay-agent",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "GET",
        "/accounts/{id}",
        "accounts",
        null,
        "accounts.read",
        null,
        200,
        ApiCall.DecidedBy.UPSTREAM,
        120L,
        900L,
        31.5,
        "198.51.100.4",
        "agent/1.2",
        List.of(),
        null,
        null,
        null,
        null,
        null);
  }
}
