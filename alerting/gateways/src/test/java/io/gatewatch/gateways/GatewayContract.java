package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.gateways.Caller.Hammered;
import io.gatewatch.gateways.OperationGroups.Fate;
import io.gatewatch.gateways.OperationGroups.Row;
import io.gatewatch.gateways.QuotaStatus.Result;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.routes.RouteTemplate;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the reader and a real gateway with the configuration that is shipped do together. */
abstract class GatewayContract {
  @TempDir Path folder;

  RunningReader reader;
  Caller agentA;
  Caller agentB;
  private TestedGateway tested;

  /** Starts the gateway; skips the test where it is not installed. */
  abstract TestedGateway start(Path inFolder) throws Exception;

  @BeforeEach
  void startAll() throws Exception {
    tested = start(folder);
    reader = new RunningReader(tested.gateway(), folder);
    agentA = new Caller(tested.port(), "key-a");
    agentB = new Caller(tested.port(), "key-b");
  }

  @AfterEach
  void stopAll() throws Exception {
    if (reader != null) {
      reader.close();
    }
    if (tested != null) {
      assertThat(tested.complaints()).isEmpty();
      tested.close();
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
    Awaiting.until("the refusal in the log", () -> isRefusal(tested.lastCall()));
    ApiCall logged = tested.lastCall();
    assertThat(logged.status()).isEqualTo(429);
    assertThat(logged.principal().id()).isEqualTo("agent-a");
  }

  @Test
  void aLimitEndsInsideTheGatewayWhenTheReaderIsDead() throws Exception {
    // The first signature of a process takes long: a short limit could be over before it is there.
    reader.enforce(Cut.of("agent-b", "cards.read"));
    reader.enforce(Cut.of("agent-a", "accounts.read").to(1, 60, 1).ttl(4).version(2));
    reader.close();
    agentA.get("/accounts");
    assertThat(agentA.status("/accounts")).isEqualTo(429);

    Awaiting.until("the end of the limit", () -> agentA.status("/accounts") == 200);
    assertThat(agentA.statuses("/accounts", 20)).containsOnly(200);
  }

  @Test
  void whenTheGatewayForgetsEveryLimitIsGivenAgain() throws Exception {
    reader.enforce(Cut.of("agent-a", "*").to(1, 60, 1).except("*payment*"));
    tested.forgetAll();
    Awaiting.until("the limit again", () -> tested.gateway().readBack().size() == 1);

    agentA.get("/accounts");
    assertThat(agentA.status("/accounts")).isEqualTo(429);
    assertThat(agentA.statuses("/v1/payments", 10)).containsOnly(200);
  }

  @Test
  void theNarrowestLimitHoldsAndALimitOnAllSparesPaymentsAndDoesNotCountThem() throws Exception {
    reader.enforce(Cut.of("agent-a", "*").to(1, 60, 1).except("*payment*", "pis.*"));
    reader.enforce(Cut.of("agent-a", "cards.read").to(10_000, 1, 9).version(2));

    assertThat(agentA.statuses("/v1/payments/7", 10)).containsOnly(200);
    assertThat(agentA.statuses("/v1/pay/7", 10)).containsOnly(200);
    // Named by the operator, so that a last word that is no log-in for sure does not matter.
    assertThat(agentA.statuses("/v1/pay/7/login", 10)).containsOnly(200);
    assertThat(agentA.statuses("/v1/accounts", 3)).containsExactly(200, 429, 429);
    assertThat(agentA.statuses("//API//v2/%61ccounts/", 2)).containsOnly(429);
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
    reader.enforce(Cut.of("agent-a", "*").to(10_000, 1, 9));

    assertThat(agentA.statuses("/tight", 5)).containsExactly(200, 429, 429, 429, 429);
    assertThat(agentA.status("/accounts")).isEqualTo(200);
  }

  @Test
  void aFloodThatOnlyClaimsToBeTheVictimCostsTheVictimNothing() throws Exception {
    reader.enforce(Cut.of("agent-a", "accounts.read").to(5, 1, 5));
    Caller forger = new Caller(tested.port(), null);
    for (int call = 0; call < 50; call++) {
      forger.get("/accounts", "X-Client-Id", "agent-a", "X-Agent-Id", "agent-a");
    }
    assertThat(agentA.hammer("/accounts", 1_500).admitted()).isBetween(6, 12);
    assertThat(agentA.get("/accounts", "X-Api-Key", "key-b").statusCode()).isEqualTo(400);
  }

  @Test
  void anAgentsIdMayHoldAnyCharacter() throws Exception {
    Caller named = new Caller(tested.port(), "key-dn");
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
            .sign(Cut.of("agent-b", "accounts.read").to(1, 60, 1).monitored().at(Instant.now())));
    // What came before an update that is applied has been looked at.
    reader.enforce(Cut.of("agent-b", "cards.read").version(2));
    assertThat(agentB.statuses("/accounts", 20)).containsOnly(200);
  }

  @Test
  void thousandsOfLimitsAreReplacedAtOnceAndReadBack() throws Exception {
    reader.close();
    Gateway gateway = tested.gateway();
    List<EffectiveLimit> many =
        IntStream.range(0, 5_000)
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

  @Test
  void everyPathHasTheOperationGroupThatIngestGivesItAndNoOtherSpellingIsSpared() throws Exception {
    String[] spared = OperationGroups.SPARED.toArray(String[]::new);
    reader.enforce(Cut.of("agent-a", "*").blocked().except(spared));
    for (Row row : OperationGroups.rows()) {
      try (RawCaller raw = new RawCaller(tested.port(), "key-a")) {
        RawCaller.Answer answer = raw.send(row.method(), row.target());
        if (answer.status() == 400 && row.target().indexOf('#') >= 0) {
          continue; // A gateway may take no fragment at all; then it has no group either.
        }
        assertThat(answer.header("x-test-scope")).as(row.toString()).isEqualTo(row.group());
        assertThat(answer.status())
            .as(row.toString())
            .isEqualTo(row.fate() == Fate.SPARED ? 200 : 429);
      }
    }
  }

  @Test
  void everyWordThatIngestKnowsTheGatewayKnowsToo() throws Exception {
    List<String> paths = OperationGroups.everyListedWord();
    assertThat(paths).hasSizeGreaterThan(300);
    try (RawCaller raw = new RawCaller(tested.port(), "key-b")) {
      for (String path : paths) {
        assertThat(raw.send("POST", path).header("x-test-scope"))
            .as(path)
            .isEqualTo(RouteTemplate.of(path).operationGroup("POST"));
      }
    }
  }

  @Test
  void aLimitForEverybodyHoldsForAllTogetherBesideEachAgentsOwn() throws Exception {
    Caller stranger = new Caller(tested.port(), null);
    reader.enforce(Cut.of("*", "accounts.read").to(1, 60, 1).version(3));
    reader.enforce(Cut.of("agent-a", "accounts.read").blocked().version(4));

    // What its own limit refuses uses up nothing of the other, and the other way round.
    HttpResponse<String> own = agentA.get("/accounts");
    assertThat(own.statusCode()).isEqualTo(429);
    assertThat(own.headers().firstValue("X-Gatewatch-Quota")).hasValue("q-4");
    reader.enforce(Cut.of("agent-a", "accounts.read").to(1, 60, 1).version(5));
    assertThat(agentB.statuses("/v1/accounts", 3)).containsExactly(200, 429, 429);
    assertThat(stranger.status("/accounts")).isEqualTo(429);
    HttpResponse<String> shared = agentA.get("/accounts");
    assertThat(shared.statusCode()).isEqualTo(429);
    assertThat(shared.headers().firstValue("X-Gatewatch-Quota")).hasValue("q-3");
    assertThat(agentB.statuses("/cards", 5)).containsOnly(200);

    reader.enforce(Cut.of("*", "accounts.read").backToBase().version(6));
    assertThat(agentA.statuses("/accounts", 2)).containsExactly(200, 429);
    assertThat(agentB.statuses("/accounts", 5)).containsOnly(200);
    assertThat(stranger.statuses("/accounts", 5)).containsOnly(200);
  }

  @Test
  void aRaiseLeavesTheOperatorsLimitsAndTakesOnlyOursOutOfTheWay() throws Exception {
    reader.enforce(Cut.of("agent-a", "*").blocked());
    QuotaStatus raised = reader.enforce(Cut.of("agent-a", "accounts.read").raised().version(2));

    assertThat(raised.result()).isEqualTo(Result.APPLIED);
    assertThat(raised.effective()).isNull();
    assertThat(raised.reason()).isEqualTo("operators_limits_hold");
    Awaiting.until("the raise", () -> agentA.status("/accounts") == 200);
    assertThat(agentA.statuses("/accounts", 20)).containsOnly(200);
    assertThat(agentA.status("/cards")).isEqualTo(429);
    reader.enforce(Cut.of("agent-a", "tight.read").raised().version(3));
    agentA.statuses("/tight", 3);
    assertThat(agentA.status("/tight")).isEqualTo(429);
  }

  private static boolean isRefusal(ApiCall call) {
    return call != null && call.decidedBy() == ApiCall.DecidedBy.OUR_QUOTA;
  }
}
