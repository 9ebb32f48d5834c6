package io.gatewatch.replaydata.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.CallLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AsIfEnforcedTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final List<RefusedMinute> refused = new ArrayList<>();
  private final AsIfEnforced enforced = new AsIfEnforced(refused::add);

  @Test
  void whatExceedsTheLimitIsRefusedFromTheUpdatesTimeUntilItExpires() {
    enforced.quota(quota(NOON, "accounts.read", "throttle", 0.1, 60));
    // Two calls a second against one: before, for a minute of the limit, and after its end.
    for (int i = -40; i < 200; i++) {
      enforced.call(call(NOON.plusMillis(500L * i), "accounts.read", 200));
    }
    enforced.finish();
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0).minute()).isEqualTo(NOON);
    assertThat(refused.get(0).calls()).isEqualTo(120);
    // A burst of ten, then one a second.
    assertThat(refused.get(0).refused()).isBetween(49L, 51L);
  }

  @Test
  void aLimitOnEverythingLeavesOutWhatItExceptsAndEndsWithItsRestore() {
    enforced.quota(quota(NOON, "*", "throttle", 0.1, 600));
    enforced.quota(quota(NOON.plusSeconds(30), "*", "restore", 1, 600));
    for (int i = 0; i < 100; i++) {
      Instant time = NOON.plusMillis(500L * i);
      enforced.call(call(time, "payments.initiate", 200));
      enforced.call(call(time, "accounts.read", 200));
    }
    enforced.finish();
    assertThat(refused).hasSize(1);
    assertThat(refused.get(0).calls()).isEqualTo(60);
    assertThat(refused.get(0).refused()).isBetween(19L, 21L);
  }

  @Test
  void whatTheGatewayRefusedItselfTakesNothingAndOthersAreNotTouched() {
    enforced.quota(quota(NOON, "accounts.read", "throttle", 0.1, 600));
    for (int i = 0; i < 100; i++) {
      enforced.call(call(NOON.plusMillis(10L * i), "accounts.read", 429));
      enforced.call(call(NOON.plusMillis(10L * i), "cards.read", 200));
    }
    for (int i = 0; i < 10; i++) {
      enforced.call(call(NOON.plusSeconds(1), "accounts.read", 200));
    }
    enforced.finish();
    assertThat(refused).isEmpty();
  }

  @Test
  void aBlockRefusesAll() {
    enforced.quota(quota(NOON, "accounts.read", "block", 1, 60));
    enforced.call(call(NOON.plusSeconds(1), "accounts.read", 200));
    enforced.finish();
    assertThat(refused).extracting(RefusedMinute::refused).containsExactly(1L);
  }

  @Test
  void twoTenantsAgentsOfOneNameAreTwoCallers() {
    for (String tenant : List.of("default", "other")) {
      enforced.quota(quota(tenant, NOON, "accounts.read", "block", 1, 60));
      enforced.call(call(tenant, NOON.plusSeconds(1), "accounts.read", 200));
    }
    enforced.finish();
    assertThat(refused).extracting(RefusedMinute::refused).containsExactly(1L, 1L);
    assertThat(refused)
        .extracting(RefusedMinute::caller)
        .containsExactly("default/edge/AGENT/app 7", "other/edge/AGENT/app 7");
  }

  private static ApiCall call(Instant time, String operationGroup, int status) {
    return call("default", time, operationGroup, status);
  }

  private static ApiCall call(String tenant, Instant time, String operationGroup, int status) {
    String json =
        """
        {"call":{"time":"%s","timeClamped":false,"tenant":"%s","gatewayGroup":"edge",
         "callId":"c","principal":{"kind":"agent","id":"app 7","issuer":"kong","assurance":"verified"},
         "agentClass":"partner","userPresent":"unknown","method":"GET","route":"/x","service":"x",
         "operationGroup":"%s","sensitivity":"financial","status":%d,"objects":[],"exposures":[],
         "probes":[]}}
        """
            .formatted(time, tenant, operationGroup, status)
            .replace("\n", "");
    CallLine line = CallJson.read(json.getBytes(StandardCharsets.UTF_8));
    return (ApiCall) ((CallLine.Entry) line).entry();
  }

  private static QuotaUpdate quota(
      Instant time, String scope, String action, double factor, int ttlSeconds) {
    return quota("default", time, scope, action, factor, ttlSeconds);
  }

  private static QuotaUpdate quota(
      String tenant, Instant time, String scope, String action, double factor, int ttlSeconds) {
    String json =
        """
        {"schema":1,"quotaId":"q-1","key":"%s/edge/%s/app%%207","time":"%s","agentId":"app 7",
         "scope":"%s","kind":"rate_limit","controllerEpoch":0,"version":1,"mode":"monitor",
         "action":"%s","factor":%s,
         "limit":{"requests":60,"windowSeconds":60,"burst":10,"counts":"admitted","per":"group"},
         "baseLimit":{"requests":600,"windowSeconds":60,"burst":100},"reason":"r","alertIds":["a-1"],
         "ttlSeconds":%d,"issuedAt":"%s","expiresAt":"%s","approval":"not_needed",
         "except":["payments.*"]}
        """
            .formatted(
                tenant,
                scope.equals("*") ? "%2A" : scope,
                time,
                scope,
                action,
                factor,
                ttlSeconds,
                time,
                time.plusSeconds(ttlSeconds));
    return QuotaJson.read(json.getBytes(StandardCharsets.UTF_8));
  }
}
