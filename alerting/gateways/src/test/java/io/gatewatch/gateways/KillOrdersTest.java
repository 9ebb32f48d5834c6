package io.gatewatch.gateways;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.Act;
import io.gatewatch.ingest.ControlRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class KillOrdersTest {
  private static final Instant NOW = Instant.parse("2026-02-03T09:00:00Z");
  private static final Place PLACE = new Place("acme", "edge", "edge-1", 1);

  private final Controller controller = new Controller();
  private final QuotaTable table = new QuotaTable(List.of(controller.publicKey()));
  private final KillOrders kills = new KillOrders();
  private final Quotas spared =
      kills.over(
          new Quotas() {
            @Override
            public boolean isCaughtUp() {
              return true;
            }

            @Override
            public List<HeldQuota> inForce(Instant now) {
              return table.inForce(now);
            }
          },
          PLACE);

  KillOrdersTest() {
    for (String agent : List.of("agent-a", "agent-b")) {
      controller.sign(Cut.of(agent, "accounts.read").at(NOW)).applyTo(table, NOW);
    }
  }

  @Test
  void aKillDropsWhatItFitsUntilItIsLifted() {
    assertThat(inForce()).containsExactly("agent-a", "agent-b");
    order("k", 1, kill(null, null, "agent-a", null));
    assertThat(inForce()).containsExactly("agent-b");
    order("all", 1, kill(null, null, null, null));
    assertThat(inForce()).isEmpty();
    order("all", 2, act(Act.Kind.LIFT, null, null, null, null));
    order("k", 2, act(Act.Kind.LIFT, null, null, null, null));
    assertThat(inForce()).containsExactly("agent-a", "agent-b");
  }

  @Test
  void anotherTenantsGroupsOrDetectorsKillIsNotThisGateways() {
    order("a", 1, kill("other", null, null, null));
    order("b", 1, kill("acme", "inner", null, null));
    order("c", 1, kill(null, null, null, "rule.volume-spike"));
    assertThat(inForce()).hasSize(2);
    order("d", 1, kill("acme", "edge", null, null));
    assertThat(inForce()).isEmpty();
  }

  @Test
  void anOlderVersionThatComesLateChangesNothing() {
    order("k", 2, act(Act.Kind.LIFT, null, null, null, null));
    order("k", 1, kill(null, null, null, null));
    assertThat(inForce()).hasSize(2);
  }

  @Test
  void whatIsNoKillIsPassedOver() {
    kills.hear("kill:k:1", "{}".getBytes(StandardCharsets.UTF_8));
    kills.hear("kill:k:1", null);
    kills.hear("rules:shipped:1", kill(null, null, null, null).toJson());
    assertThat(inForce()).hasSize(2);
  }

  private List<String> inForce() {
    return spared.inForce(NOW.plusSeconds(1)).stream().map(h -> h.update().agentId()).toList();
  }

  private void order(String name, int version, Act act) {
    ControlRecord record =
        ControlRecord.of(
            Act.KILL, name, version, NOW, new String(act.toJson(), StandardCharsets.UTF_8));
    kills.hear(record.key(), record.write());
  }

  private static Act kill(String tenant, String group, String agent, String detector) {
    return act(Act.Kind.KILL, tenant, group, agent, detector);
  }

  private static Act act(
      Act.Kind kind, String tenant, String group, String agent, String detector) {
    return new Act(
        1, "act", kind, NOW, tenant, group, null, agent, detector, null, "name", null, null, null,
        null, "ann", "because");
  }
}
