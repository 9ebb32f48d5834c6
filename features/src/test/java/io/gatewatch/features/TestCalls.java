package io.gatewatch.features;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ObjectRef;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.List;

/** Calls of one made-up agent. */
final class TestCalls {
  static final long START = Instant.parse("2026-01-05T08:00:00Z").toEpochMilli();
  private int next;

  ApiCall get(long atMillis, int status, String route, ObjectRef... objects) {
    return call("c" + next++, atMillis, status, route, objects);
  }

  ApiCall call(String callId, long atMillis, int status, String route, ObjectRef... objects) {
    return new ApiCall(
        Instant.ofEpochMilli(START + atMillis),
        null,
        false,
        "t",
        null,
        "g",
        null,
        callId,
        null,
        Principal.agent("agent-7", "kong"),
        "agent seven",
        ApiCall.AgentClass.AISP,
        null,
        null,
        null,
        null,
        null,
        null,
        "GET",
        route,
        "accounts",
        null,
        "accounts.read",
        null,
        status,
        null,
        null,
        2048L,
        12.0,
        "192.0.2.10",
        null,
        List.of(objects),
        null,
        null,
        null,
        null);
  }

  static ObjectRef numbered(int id) {
    return new ObjectRef("account", "h" + id, "w" + id, "w" + (id + 1), "b" + id / 64);
  }
}
