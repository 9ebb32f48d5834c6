package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader and a real nginx with Lua with the configuration that is shipped. */
class NginxReaderIT extends GatewayContract {
  private RealNginx nginx;

  @Override
  TestedGateway start(Path inFolder) throws Exception {
    nginx = new RealNginx(inFolder);
    return nginx;
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
  void thePluginForKongSparesLoginsAndPaymentsByTheSameNamesAndKeepsLimitsForEverybody()
      throws Exception {
    reader.enforce(
        Cut.of("agent-a", "*").blocked().except(OperationGroups.SPARED.toArray(String[]::new)));
    assertThat(agentA.status("/kong/oauth/token")).isEqualTo(200);
    assertThat(agentA.status("/kong/v1/payments?x=1")).isEqualTo(200);
    assertThat(agentA.status("/kong/v1/accounts?x=/payments")).isEqualTo(429);
    assertThat(agentA.status("/kong/v1/payments/..%2Faccounts")).isEqualTo(429);

    reader.enforce(Cut.of("*", "cards.read").to(1, 60, 1).version(2));
    assertThat(agentB.statuses("/kong/v1/cards", 2)).containsExactly(200, 429);
    assertThat(new Caller(nginx.port(), null).status("/kong/cards")).isEqualTo(429);
  }

  @Test
  void whereTheDictionaryIsFullTheRestOfTheSetIsChangedAllTheSame() throws Exception {
    try (RealNginx small = new RealNginx(Files.createDirectory(folder.resolve("small")), "128k")) {
      fill(small.gateway());
      assertThat(small.complaints()).isEmpty();
    }
  }

  private static void fill(Gateway gateway) throws Exception {
    gateway.replaceAll(List.of(limit("old", 1, 1), limit("gone", 1, 1)));
    List<EffectiveLimit> tooMany = new ArrayList<>();
    tooMany.add(limit("old", 2, 2));
    for (int agent = 0; agent < 3_000; agent++) {
      tooMany.add(limit("agent-" + agent, 2, 1));
    }
    gateway.replaceAll(tooMany);

    var there = gateway.readBack();
    assertThat(there.size()).isBetween(200, 3_000);
    assertThat(there)
        .containsValue(limit("old", 2, 2))
        .doesNotContainKey(limit("gone", 1, 1).slot());
    EffectiveLimit late = limit("late", 3, 1);
    gateway.apply(late);
    assertThat(gateway.readBack(late.slot())).isEmpty();
    // No room for a longer text: what was there stays.
    gateway.apply(limit("agent-0", 3, 1).sparing("x".repeat(2_000)));
    assertThat(gateway.readBack(limit("agent-0", 2, 1).slot())).hasValue(limit("agent-0", 2, 1));
    gateway.replaceAll(List.of(late));
    assertThat(gateway.readBack().values()).containsExactly(late);
  }

  private static EffectiveLimit limit(String agent, int requests, long version) {
    return new EffectiveLimit(
        new Slot(agent, "*"),
        List.of("*payment*"),
        false,
        requests,
        60,
        1,
        4_000_000_000L,
        1_000,
        "q-1",
        1,
        version);
  }
}
