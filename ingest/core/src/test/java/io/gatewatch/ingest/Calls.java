package io.gatewatch.ingest;

import java.time.Instant;
import java.util.List;

/** Calls made by hand: one with every field, one with as few as may be. */
public final class Calls {
  private Calls() {}

  public static ApiCall full() {
    ApiCall third = full(List.of(new Probe(Exposure.Place.PATH, Probe.Kind.PATH_TRAVERSAL)));
    return with(third, ApiCall.Lifecycle.SUNSET, "treasury copilot", 500);
  }

  /** The same as a record of the fourth schema tells it. */
  public static ApiCall fullOfTheFourthSchema() {
    return with(full(), ApiCall.Lifecycle.SUNSET, "treasury copilot", null);
  }

  /** The same as a record of the third schema tells it. */
  public static ApiCall fullOfTheThirdSchema() {
    return with(full(), null, null, null);
  }

  /** The same as a record of the second schema tells it. */
  public static ApiCall fullOfTheSecondSchema() {
    return full(List.of());
  }

  private static ApiCall full(List<Probe> probes) {
    return full(
        Instant.parse("2026-03-02T09:15:00.040Z"),
        "kong",
        "k-1",
        "accounts:read",
        List.of(new Exposure(Exposure.Place.QUERY, Exposure.Kind.IBAN)),
        probes,
        "99".repeat(16));
  }

  /** The full one at another time. */
  public static ApiCall at(Instant time) {
    return full(time, "kong", "k-1", "accounts:read", List.of(), List.of(), null);
  }

  /** The same as a record of the first schema tells it. */
  public static ApiCall fullOfTheFirstSchema() {
    Instant time = Instant.parse("2026-03-02T09:15:00.040Z");
    return full(time, null, null, null, List.of(), List.of(), null);
  }

  private static ApiCall full(
      Instant time,
      String format,
      String maskingKey,
      String requiredScope,
      List<Exposure> exposures,
      List<Probe> probes,
      String previousHash) {
    return new ApiCall(
        time,
        Instant.parse("2026-03-02T09:15:01.000Z"),
        true,
        "bank",
        "sandbox",
        "public",
        "node-1",
        "9b1f0c7e55d14e6f8a2b3c4d5e6f7081",
        "8b3c5d7e9f1a2b4c6d8e0f1a2b3c4d5e",
        Principal.agent("agent-7", "kong"),
        "b\u00fcdget-buddy",
        ApiCall.AgentClass.AISP,
        "00".repeat(16),
        "11".repeat(16),
        "22".repeat(16),
        ApiCall.UserPresent.FALSE,
        "list_accounts",
        "33".repeat(16),
        "GET",
        "/accounts/{id}/balances",
        "accounts-backend",
        "getBalances",
        "accounts.read",
        ApiCall.Sensitivity.FINANCIAL,
        429,
        ApiCall.DecidedBy.OUR_QUOTA,
        210L,
        512L,
        40.5,
        "198.51.100.77",
        "okhttp/4.12.0",
        List.of(
            new ObjectRef(
                "account",
                "44".repeat(16),
                "55".repeat(16),
                "66".repeat(16),
                "77".repeat(16),
                previousHash),
            new ObjectRef("party", "88".repeat(16), null, null, null)),
        format,
        maskingKey,
        requiredScope,
        exposures,
        probes);
  }

  private static ApiCall with(
      ApiCall call, ApiCall.Lifecycle lifecycle, String claimedAgent, Integer pageSize) {
    return new ApiCall(
        call.time(),
        call.receivedAt(),
        call.timeClamped(),
        call.tenant(),
        call.environment(),
        call.gatewayGroup(),
        call.gatewayNode(),
        call.callId(),
        call.traceId(),
        call.principal(),
        call.agentName(),
        call.agentClass(),
        call.credentialHash(),
        call.onBehalfOfHash(),
        call.consentHash(),
        call.userPresent(),
        call.toolName(),
        call.claimedIdHash(),
        call.method(),
        call.route(),
        call.service(),
        call.operation(),
        call.operationGroup(),
        call.sensitivity(),
        call.status(),
        call.decidedBy(),
        call.bytesIn(),
        call.bytesOut(),
        call.latencyMillis(),
        call.sourceAddress(),
        call.userAgent(),
        call.objects(),
        call.format(),
        call.maskingKey(),
        call.requiredScope(),
        call.exposures(),
        call.probes(),
        lifecycle,
        claimedAgent,
        pageSize);
  }

  public static ApiCall bare() {
    return new ApiCall(
        Instant.parse("2026-03-02T09:15:00.000Z"),
        null,
        false,
        "bank",
        null,
        "public",
        null,
        "id-1",
        null,
        Principal.source("198.51.100.0/24"),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "POST",
        "/",
        "/",
        null,
        "root.write",
        null,
        200,
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
