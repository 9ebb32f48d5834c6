package io.gatewatch.replaydata.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.QuotaKey;
import io.gatewatch.gateways.EffectiveLimit;
import io.gatewatch.replaydata.up.KeptConnection.Answer;
import io.gatewatch.replaydata.up.QuotaWatch.Seen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From a gateway's access log to a limit in the same gateway, with nothing left out. One stack for
 * all; the stories come one after the other, and the last ones kill it bit by bit. {@code
 * -Dgatewatch.loop.rounds=20} measures longer; figures go to {@code target/closed-loop.txt}.
 */
@Tag("alone") // seconds are measured
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosedLoopIT {
  private static final int WELL_BEHAVED = 10;

  /** Attackers, one after the other: what is known of one must not help with the next. */
  private static final int ROUNDS = Integer.getInteger("gatewatch.loop.rounds", 2);

  /** Attacks last. */
  private static final int LAST = WELL_BEHAVED + ROUNDS;

  private static final int AGENTS = LAST + 1;
  private static final int HAMMERED_SECONDS = 8;
  private static final String VICTIM = "agent-0";
  private static final Duration AFTER_RELOAD = Duration.ofSeconds(5);

  private final List<PacedCaller> others = new ArrayList<>();
  private ClosedLoop loop;

  @BeforeAll
  @Timeout(value = 8, unit = TimeUnit.MINUTES)
  void start(@TempDir Path folder) throws Exception {
    loop = new ClosedLoop(folder, AGENTS);
    loop.history(AGENTS);
    double pace = 1000.0 / ClosedLoop.USUAL_PACE.toMillis();
    for (LoopGateway gateway : loop.gateways()) {
      for (int agent = 0; agent < WELL_BEHAVED; agent++) {
        others.add(gateway.caller(agent, pace, ClosedLoop.USUAL));
      }
      Await.until("a reader that acts", Duration.ofMinutes(2), () -> loop.readerOf(gateway).acts());
    }
  }

  @AfterAll
  void stop() throws Exception {
    for (PacedCaller other : others) {
      other.close();
    }
    if (loop != null) {
      loop.close();
    }
  }

  @Test
  @Order(1)
  void anAttackerOfHaproxyIsCutWithinSecondsAndKeepsItsQuota() throws Exception {
    isCutWithinSeconds(loop.haproxy);
  }

  @Test
  @Order(2)
  void anAttackerOfNginxIsCutWithinSecondsAndKeepsItsQuota() throws Exception {
    isCutWithinSeconds(loop.nginx);
    assertThat(loop.nginx.errors()).doesNotContain("lua", "gatewatch:");
  }

  private void isCutWithinSeconds(LoopGateway gateway) throws Exception {
    LoopFigures figures = new LoopFigures(gateway.listener().format());
    for (int agent = WELL_BEHAVED; agent < LAST; agent++) {
      try (PacedCaller attacker = gateway.attacker(agent)) {
        long millis = attacker.millisToFirstRefusal(60_000);
        assertThat(millis).isLessThan(60_000);
        Seen cut = loop.quotas.firstCut(gateway.group(), "agent-" + agent);
        figures.note(millis, attacker.firstRefusalAtMillis(), cut);
        if (agent == WELL_BEHAVED) {
          itsQuotaPasses(gateway, attacker, figures);
        }
      }
    }
    figures.tell();
  }

  /** Of 100 calls a second so many are let through as the limit says, 300 a minute at first. */
  private static void itsQuotaPasses(LoopGateway gateway, PacedCaller attacker, LoopFigures figures)
      throws Exception {
    String agent = "agent-" + WELL_BEHAVED;
    EffectiveLimit limit;
    int admitted;
    do { // again where the limit was changed meanwhile
      limit = gateway.limitOf(agent).orElseThrow();
      admitted = -attacker.answered(200);
      TimeUnit.SECONDS.sleep(HAMMERED_SECONDS);
      admitted += attacker.answered(200);
    } while (!gateway.holds(limit));
    double expected = (double) HAMMERED_SECONDS * limit.requests() / limit.windowSeconds();
    figures.admitted(admitted, expected);
    assertThat(admitted / expected).isBetween(0.85, 1.15);
  }

  @Test
  @Order(3)
  void whereTheOperatorsOwnLimitIsTighterACutAdmitsNoMoreThanBefore() throws Exception {
    for (LoopGateway gateway : loop.gateways()) {
      assertThat(gateway.calls(LAST, LoopGateway.TIGHT, 10)).isEqualTo(ownLimitHolds());
      try (PacedCaller attacker = gateway.attacker(LAST - 1)) {
        assertThat(attacker.millisToFirstRefusal(60_000)).isLessThan(60_000);
      }
      // A rest in which the cut saves up as many calls as the operator's own limit lets through.
      TimeUnit.SECONDS.sleep(3);
      assertThat(gateway.calls(LAST - 1, LoopGateway.TIGHT, 10)).isEqualTo(ownLimitHolds());
      assertThat(gateway.calls(LAST - 1, "/v1/accounts", 200))
          .filteredOn(answer -> answer.quota() != null)
          .isNotEmpty();
      EffectiveLimit cut = gateway.limitOf("agent-" + (LAST - 1)).orElseThrow();
      assertThat(60.0 * cut.requests() / cut.windowSeconds()).isGreaterThan(LoopGateway.OWN_LIMIT);
    }
  }

  /** Refused by the operator, not by us. */
  private static List<Answer> ownLimitHolds() {
    List<Answer> answers = new ArrayList<>();
    for (int call = 0; call < 10; call++) {
      answers.add(new Answer(call < LoopGateway.OWN_LIMIT ? 200 : 429, null));
    }
    return answers;
  }

  @Test
  @Order(4)
  void aFloodThatOnlyClaimsToBeAnAgentCostsThatAgentNothing() throws Exception {
    KeptConnection forged =
        new KeptConnection(
            loop.haproxy.port(),
            "X-Api-Key",
            "a-guess",
            "X-Client-Id",
            VICTIM,
            "X-Agent-Id",
            VICTIM);
    try (PacedCaller flood = new PacedCaller(forged, 100, List.of("/v1/accounts")).begin();
        PacedCaller victim = loop.haproxy.caller(0, 1, ClosedLoop.USUAL);
        TopicTail alerts = new TopicTail(loop.servers(), Alert.TOPIC)) {
      alerts.await(ClosedLoopIT::tellOfTheFlood);
      assertThat(flood.statuses()).containsOnlyKeys(401);
      assertThat(victim.statuses()).containsOnlyKeys(200);
    }
    assertThat(loop.quotas.of(loop.haproxy.group(), VICTIM)).isEmpty();
  }

  private static boolean tellOfTheFlood(TopicTail alerts) {
    return alerts.records().stream()
        .map(record -> new String(record.value(), UTF_8))
        .anyMatch(
            alert ->
                alert.contains("\"kind\":\"source\"") && alert.contains("credential_stuffing"));
  }

  @Test
  @Order(5)
  void aReloadedHaproxyHasItsLimitAgainThoughAlertingIsDead() throws Exception {
    try (PacedCaller attacker = loop.haproxy.attacker(LAST)) {
      assertThat(attacker.millisToFirstRefusal(60_000)).isLessThan(60_000);
    }
    loop.alerting.kill();
    EffectiveLimit before = loop.haproxy.limitOf("agent-" + LAST).orElseThrow();
    int pushes = loop.readerOf(loop.haproxy).pushes();

    loop.haproxy.reload();
    long reloaded = System.nanoTime();
    Await.until("the limit again", AFTER_RELOAD, () -> loop.haproxy.holds(before));

    LoopFigures.tell(
        "haproxy: reloaded, limit again after %d ms"
            .formatted(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - reloaded)));
    assertThat(loop.readerOf(loop.haproxy).pushes()).isGreaterThan(pushes);
    try (PacedCaller attacker = loop.haproxy.attacker(LAST)) {
      assertThat(attacker.millisToFirstRefusal(2_000)).isLessThan(2_000);
    }
  }

  @Test
  @Order(6)
  void updatesThatAreForgedStaleReplayedOrExpiredChangeNothingAndAreCounted() throws Exception {
    EffectiveLimit before = loop.haproxy.limitOf("agent-" + LAST).orElseThrow();
    List<Seen> real = loop.quotas.of(loop.haproxy.group(), "agent-" + LAST);
    String ofTheVictim =
        new QuotaKey(ClosedLoop.TENANT, loop.haproxy.group(), before.slot().scope(), VICTIM).text();
    LoopReader reader = loop.readerOf(loop.haproxy);
    Map<String, Integer> expected = new TreeMap<>(reader.records());

    try (QuotaForger forger =
        new QuotaForger(loop.servers(), loop.keys, real.get(real.size() - 1).signed())) {
      forger.unsigned();
      forger.ofAnotherSigner();
      forger.altered();
      forger.under(ofTheVictim);
      forger.replayed();
      forger.stale();
      forger.expired();
    }
    Map.of("unsigned", 1, "unknown_key", 1, "forged", 2, "stale", 2, "expired", 1)
        .forEach((reason, more) -> expected.merge(reason, more, Integer::sum));
    Await.until(
        "all of them counted", Duration.ofSeconds(10), () -> reader.records().equals(expected));

    assertThat(loop.haproxy.limitOf("agent-" + LAST)).hasValue(before);
    assertThat(loop.haproxy.limitOf(VICTIM)).isEmpty();
  }

  @Test
  @Order(7)
  void limitsEndByThemselvesWhenAlertingAndReadersAreDead() throws Exception {
    for (LoopGateway gateway : loop.gateways()) {
      loop.readerOf(gateway).kill();
    }
    try (PacedCaller attacker = loop.haproxy.attacker(LAST)) {
      assertThat(attacker.millisToFirstRefusal(5_000)).isLessThan(5_000);
      assertThat(attacker.isFreeWithin(ClosedLoop.TTL)).isTrue();
    }
    assertThat(loop.nginx.opened().readBack()).isEmpty();
  }

  @Test
  @Order(8)
  void nobodyElseFeltAnyOfIt() {
    assertThat(others).hasSize(2 * WELL_BEHAVED);
    for (PacedCaller other : others) {
      assertThat(other.failed()).isNull();
      assertThat(other.statuses()).containsOnlyKeys(200);
    }
  }
}
