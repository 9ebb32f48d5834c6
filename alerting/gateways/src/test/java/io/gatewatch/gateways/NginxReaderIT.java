package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatewatch.gateways.Caller.Hammered;
import io.gatewatch.gateways.QuotaStatus.Result;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.text.FormatLines;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reader and a real nginx with Lua with the configuration that is shipped. */
class NginxReaderIT {
  @TempDir Path folder;

  private RealNginx nginx;
  private RunningReader reader;
  private Caller agentA;
  private Caller agentB;

  @BeforeEach
  void start() throws Exception {
    nginx = new RealNginx(folder);
    reader = new RunningReader(nginx.gateway(), folder);
    agentA = new Caller(nginx.port, "key-a");
    agentB = new Caller(nginx.port, "key-b");
  }

  @AfterEach
  void stop() throws Exception {
    if (reader != null) {
      reader.close();
    }
    if (nginx != null) {
      assertThat(nginx.errors()).doesNotContain("lua", "gatewatch:");
      nginx.close();
    }
  }

  @Test
  void aCutActsAtOnceLetsExactlyTheQuotaThroughAndTouchesNobodyElse() throws Exception {
    assertThat(agentA.statuses("/v1/accounts/1", 50)).containsOnly(200);
    CompletableFuture<Hammered> bystander =
        CompletableFuture.supplyAsync(() -> agentB.hammer("/v1/accounts/1", 3_500));
    QuotaStatus status = reader.enforce(Cut.of("agent-a", "accounts.read").to(20, 1, 5));
    Hammered attacker = agentA.hammer("/v1/accounts/1", 3_000);

    assertThat(status.result()).isEqualTo(Result.APPLIED);
    assertThat(status.latencyMillis()).isLessThan(250);
    assertThat(status.effective()).isEqualTo(new QuotaStatus.Effective(false, 20, 1, 5));
    assertThat(attacker.firstRefusalMillis()).isLessThan(250);
    assertThat(attacker.admitted()).isBetween(51, 69);
    assertThat(attacker.others()).isZero();
    Hammered unharmed = bystander.get(10, TimeUnit.SECONDS);
    assertThat(unharmed.firstRefusalMillis()).isNull();
    assertThat(unharmed.others()).isZero();
    assertThat(agentA.statuses("/v1/cards", 20)).containsOnly(200);
  }

  @Test
  void aRefusalSaysWhenToComeAgainAndNamesTheQuota() throws Exception {
    reader.enforce(Cut.of("agent-a", "accounts.read").to(1, 10, 1).version(7));
    agentA.get("/accounts");
    HttpResponse<String> refused = agentA.get("/accounts");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(refused.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(8L, 10L);
    assertThat(refused.body())
        .contains("\"type\":\"abnormal-usage-detected\"", "\"reference\":\"q-7\"")
        .doesNotContain("agent-a", "volume_spike");
    TimeUnit.MILLISECONDS.sleep(200);
    ApiCall logged = lastCall();
    assertThat(logged.decidedBy()).isEqualTo(ApiCall.DecidedBy.OUR_QUOTA);
    assertThat(logged.principal().id()).isEqualTo("agent-a");
  }

  @Test
  void aLimitEndsInsideNginxWhenTheReaderIsDead() throws Exception {
    reader.enforce(Cut.of("agent-a", "accounts.read").to(1, 60, 1).ttl(2));
    reader.close();
    agentA.get("/accounts");
    assertThat(agentA.status("/accounts")).isEqualTo(429);

    TimeUnit.MILLISECONDS.sleep(2_000);

    assertThat(agentA.statuses("/accounts", 20)).containsOnly(200);
  }

  @Test
  void afterARestartEveryLimitIsGivenAgain() throws Exception {
    reader.enforce(Cut.of("agent-a", "*").to(1, 60, 1).except("*payment*"));
    nginx.restart();
    TimeUnit.MILLISECONDS.sleep(1_500);

    assertThat(nginx.gateway().readBack()).hasSize(1);
    agentA.get("/accounts");
    assertThat(agentA.status("/accounts")).isEqualTo(429);
    assertThat(agentA.statuses("/v1/payments", 10)).containsOnly(200);
  }

  @Test
  void thePluginForKongKeepsTheSameLimits() throws Exception {
    reader.enforce(Cut.of("agent-a", "accounts.read").to(1, 60, 1).version(9));
    assertThat(agentA.status("/kong/v1/accounts/1")).isEqualTo(200);
    HttpResponse<String> refused = agentA.get("/kong/v1/accounts/1");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("X-Gatewatch-Quota")).hasValue("q-9");
    assertThat(refused.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(50L, 60L);
    assertThat(refused.body()).contains("abnormal-usage-detected");
    assertThat(agentA.statuses("/kong/v1/cards", 5)).containsOnly(200);
    assertThat(agentB.statuses("/kong/v1/accounts/1", 5)).containsOnly(200);
    assertThat(agentA.get("/kong/v1/cards", "X-Api-Key", "key-b").statusCode()).isEqualTo(400);
  }

  @Test
  void anOlderLimitDoesNotTakeANewerOnesPlace() throws Exception {
    reader.enforce(Cut.of("agent-a", "accounts.read").to(7, 1, 1).version(2));
    EffectiveLimit newer = nginx.gateway().readBack().values().iterator().next();
    EffectiveLimit older =
        new EffectiveLimit(
            newer.slot(), List.of(), false, 1, 1, 1, newer.until(), newer.since(), "q", 1, 1);

    assertThatThrownBy(() -> nginx.gateway().apply(older)).hasMessageContaining("409");
    assertThat(nginx.gateway().readBack()).containsValue(newer);
  }

  @Test
  void theNarrowestLimitHoldsAndALimitOnAllSparesPaymentsAndDoesNotCountThem() throws Exception {
    reader.enforce(Cut.of("agent-a", "*").to(1, 60, 1).except("*payment*", "pis.*"));
    reader.enforce(Cut.of("agent-a", "cards.read").to(50, 1, 50).version(2));

    assertThat(agentA.statuses("/v1/payments/7", 10)).containsOnly(200);
    assertThat(agentA.statuses("/v1/pay/7", 10)).containsOnly(200);
    assertThat(agentA.statuses("/v1/accounts", 3)).containsExactly(200, 429, 429);
    assertThat(agentA.statuses("//API//v2/%61ccounts/", 2)).containsOnly(429);
    TimeUnit.MILLISECONDS.sleep(300);
    assertThat(agentA.statuses("/cards", 5)).containsOnly(200);
  }

  @Test
  void theKillFileDropsEveryLimitWithinASecondAndItsEndBringsThemBack() throws Exception {
    reader.enforce(Cut.of("agent-a", "accounts.read").to(1, 60, 1));
    agentA.get("/accounts");
    assertThat(agentA.status("/accounts")).isEqualTo(429);

    Files.writeString(reader.killFile, "");
    QuotaStatus gone = reader.next();
    assertThat(gone.effective()).isNull();
    assertThat(agentA.statuses("/accounts", 20)).containsOnly(200);

    Files.delete(reader.killFile);
    assertThat(reader.next().effective()).isNotNull();
  }

  @Test
  void theOperatorsOwnTighterLimitAdmitsNoMoreThanBefore() throws Exception {
    assertThat(agentA.statuses("/tight", 2)).containsOnly(200);
    reader.enforce(Cut.of("agent-a", "*").to(50, 1, 50));
    TimeUnit.MILLISECONDS.sleep(300);

    assertThat(agentA.statuses("/tight", 5)).containsExactly(200, 429, 429, 429, 429);
    assertThat(agentA.status("/accounts")).isEqualTo(200);
  }

  @Test
  void aFloodThatOnlyClaimsToBeTheVictimCostsTheVictimNothing() throws Exception {
    reader.enforce(Cut.of("agent-a", "accounts.read").to(5, 1, 5));
    Caller forger = new Caller(nginx.port, null);
    for (int call = 0; call < 50; call++) {
      forger.get("/accounts", "X-Client-Id", "agent-a", "X-Agent-Id", "agent-a");
    }
    assertThat(agentA.hammer("/accounts", 1_500).admitted()).isBetween(6, 12);
    assertThat(agentA.get("/accounts", "X-Api-Key", "key-b").statusCode()).isEqualTo(400);
  }

  @Test
  void anAgentsIdMayHoldAnyCharacter() throws Exception {
    Caller named = new Caller(nginx.port, "key-dn");
    reader.enforce(Cut.of("CN=Käse, O=Bank|x:1", "accounts.read").to(1, 60, 1));
    named.get("/accounts");
    assertThat(named.status("/accounts")).isEqualTo(429);
    reader.enforce(Cut.of("CN=Käse, O=Bank|x:1", "accounts.read").backToBase().version(2));
    assertThat(named.statuses("/accounts", 5)).containsOnly(200);
  }

  @Test
  void aBlockLetsNothingThroughAndWhatIsOnlyMonitoredNeverActs() throws Exception {
    reader.enforce(Cut.of("agent-a", "accounts.read").blocked().ttl(30));
    HttpResponse<String> refused = agentA.get("/accounts");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").getAsLong()).isBetween(25L, 30L);

    reader.hand(
        reader
            .controller()
            .sign(
                Cut.of("agent-b", "accounts.read")
                    .to(1, 60, 1)
                    .monitored()
                    .at(java.time.Instant.now())));
    TimeUnit.MILLISECONDS.sleep(300);
    assertThat(agentB.statuses("/accounts", 20)).containsOnly(200);
  }

  @Test
  void thousandsOfLimitsAreReplacedAtOnceAndReadBack() throws Exception {
    reader.close();
    Gateway gateway = nginx.gateway();
    List<EffectiveLimit> many =
        java.util.stream.IntStream.range(0, 5_000)
            .mapToObj(
                number ->
                    new EffectiveLimit(
                        new Slot("agent " + number, number % 2 == 0 ? "*" : "accounts.read"),
                        number % 2 == 0 ? List.of("*payment*", "pis.*") : List.of(),
                        false,
                        60,
                        60,
                        20,
                        4_000_000_000L,
                        1_000,
                        "q-" + number,
                        1,
                        number))
            .toList();
    gateway.replaceAll(many);
    assertThat(gateway.readBack().values()).containsExactlyInAnyOrderElementsOf(many);
    gateway.replaceAll(many.subList(0, 1));
    assertThat(gateway.readBack().values()).containsExactly(many.get(0));
  }

  private ApiCall lastCall() throws Exception {
    List<String> lines =
        Files.readAllLines(nginx.log).stream().filter(line -> line.startsWith("{")).toList();
    return new FormatLines("nginx")
        .call(lines.get(lines.size() - 1).getBytes(StandardCharsets.UTF_8));
  }
}
