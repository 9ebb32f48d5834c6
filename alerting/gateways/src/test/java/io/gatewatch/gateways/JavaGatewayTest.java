package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Limit;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class JavaGatewayTest {
  private static final Instant START = Instant.parse("2026-02-03T09:00:00Z");

  private Instant now = START;
  private final JavaGateway gateway = new JavaGateway(() -> now);

  @Test
  void hammeringGetsExactlyTheLimitThroughFromTheFirstSecondOn() {
    gateway.apply(limit("*", 60, 60, 20));
    assertThat(admitted("accounts.read", 180, 50)).isBetween(180, 182);
  }

  @Test
  void afterARestTheBurstMayComeAtOnce() {
    gateway.apply(limit("*", 60, 60, 20));
    now = START.plusSeconds(30);
    assertThat(admitted("accounts.read", 0, 100)).isEqualTo(21);
    assertThat(gateway.ask("agent-a", "accounts.read", true).orElseThrow().retryAfterSeconds())
        .isEqualTo(1);
  }

  @Test
  void theNarrowestHoldsAndALimitOnAllSparesWhatItLeavesOut() {
    gateway.apply(limit("*", 1, 60, 1));
    gateway.apply(limit("cards.read", 1_000, 1, 1_000));
    assertThat(admitted("open-payments.write", 0, 10)).isEqualTo(10);
    assertThat(admitted("pisXread", 0, 10)).isEqualTo(1);
    now = now.plusSeconds(1);
    assertThat(admitted("cards.read", 0, 10)).isEqualTo(10);
    assertThat(gateway.ask("agent-b", "accounts.read", true)).isEmpty();
  }

  @Test
  void aLimitEndsOnItsOwnAndATighterOneDoesNotPunishForThePast() {
    gateway.apply(limit("*", 1, 600, 5));
    assertThat(gateway.ask("agent-a", "x.read", true)).isEmpty();
    gateway.apply(limit("*", 60, 60, 1));
    assertThat(gateway.ask("agent-a", "x.read", true).orElseThrow().retryAfterSeconds())
        .isEqualTo(1);
    now = START.plusSeconds(900);
    assertThat(admitted("x.read", 0, 50)).isEqualTo(50);
  }

  @Test
  void aCallHasToPassItsAgentsLimitAndThatForEverybodyAndUsesUpNeitherWhenItDoesNot() {
    gateway.apply(limitOf("*", "accounts.read", 1, 60, 1, "q-all"));
    gateway.apply(limitOf("agent-a", "accounts.read", 1, 600, 1, "q-a"));
    assertThat(gateway.ask("agent-a", "accounts.read", true)).isEmpty();
    now = now.plusSeconds(60);
    assertThat(gateway.ask("agent-a", "accounts.read", true).orElseThrow().quotaId())
        .isEqualTo("q-a");
    assertThat(gateway.ask("*", "accounts.read", true)).isEmpty();
    assertThat(gateway.ask("agent-b", "accounts.read", true).orElseThrow())
        .isEqualTo(new JavaGateway.Refusal("q-all", 60));
    assertThat(gateway.ask("agent-b", "accounts.write", true)).isEmpty();
  }

  @Test
  void whereBackendsMayReadThePathOtherwiseNothingIsSpared() {
    gateway.apply(limit("*", 1, 60, 1));
    assertThat(gateway.ask("agent-a", "payments.read", false)).isEmpty();
    assertThat(gateway.ask("agent-a", "payments.read", false)).isPresent();
    assertThat(gateway.ask("agent-a", "payments.read", true)).isEmpty();
  }

  @Test
  void withABaseLimitOfItsOwnACutLowersItAndARaiseReallyAllowsMore() {
    JavaGateway owner = new JavaGateway(() -> now, agent -> new Limit(60, 60, 1));
    assertThat(owner.manifest().raises()).isTrue();
    assertThat(gateway.manifest().raises()).isFalse();
    assertThat(admitted(owner, 60)).isBetween(60, 62);

    owner.apply(limit("*", 30, 60, 1));
    now = now.plusSeconds(60);
    assertThat(admitted(owner, 60)).isBetween(30, 32);

    owner.apply(limit("*", 120, 60, 1));
    now = now.plusSeconds(60);
    assertThat(admitted(owner, 60)).isBetween(119, 122);

    owner.lift(new Slot("agent-a", "*"));
    now = now.plusSeconds(60);
    assertThat(admitted(owner, 60)).isBetween(60, 62);
    assertThat(owner.readBack()).isEmpty();
  }

  private int admitted(JavaGateway of, int seconds) {
    int admitted = 0;
    for (int call = 0; call < seconds * 20; call++) {
      admitted += of.ask("agent-a", "accounts.read", true).isEmpty() ? 1 : 0;
      now = now.plusMillis(50);
    }
    return admitted;
  }

  private int admitted(String scope, int seconds, int callsASecond) {
    int admitted = 0;
    for (int call = 0; call < Math.max(1, seconds) * callsASecond; call++) {
      admitted += gateway.ask("agent-a", scope, true).isEmpty() ? 1 : 0;
      now = seconds == 0 ? now : now.plusMillis(1_000 / callsASecond);
    }
    return admitted;
  }

  private static EffectiveLimit limit(String scope, int requests, int window, int burst) {
    return limitOf("agent-a", scope, requests, window, burst, "q-1");
  }

  private static EffectiveLimit limitOf(
      String agent, String scope, int requests, int window, int burst, String quotaId) {
    return new EffectiveLimit(
        new Slot(agent, scope),
        List.of("*payment*", "pis.*"),
        false,
        requests,
        window,
        burst,
        START.getEpochSecond() + 900,
        START.toEpochMilli(),
        quotaId,
        1,
        1);
  }
}
