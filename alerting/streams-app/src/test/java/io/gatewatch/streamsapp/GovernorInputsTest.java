package io.gatewatch.streamsapp;

import static io.gatewatch.streamsapp.Traffic.clock;
import static io.gatewatch.streamsapp.Traffic.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.Limit;
import io.gatewatch.alerting.LocalAlerting;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.alerting.audit.AuditVerifier;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.chronicle.UsageRow;
import io.gatewatch.features.usage.Use;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the governor is told besides findings, through the real topology. */
class GovernorInputsTest {
  private static final String REGISTRY =
      """
      agents:
        - id: tpp-2
          name: two
          tier: premium
      """;

  @TempDir Path folder;

  @Test
  void actsUseAndTheRegistryGiveTheSameRowsAsTheFoldOnOneThread() {
    List<QuotaUpdate> local = new ArrayList<>();
    List<AuditEntry> audit = new ArrayList<>();
    ControlRecord registry =
        ControlRecord.of(ControlRecord.REGISTRY, "agents", 1, Instant.EPOCH, REGISTRY);
    DeskBook book = new DeskBook();
    book.add(registry);
    LocalAlerting fold =
        new LocalAlerting(DrivenTopology.CONFIG, book, alert -> {}, local::add).auditTo(audit::add);
    UsageRow row = usage("tpp-1", -2);
    Act grant = act(Act.Kind.GRANT, "tpp-2", null, 20);
    Act pin = act(Act.Kind.PIN, "tpp-3", new Limit(30, 60, 30), 30);
    fold.usage(row);
    fold.clock(clock(0).clock().time());
    for (int i = 1; i <= 2; i++) {
      fold.detection(finding(5, "tpp-" + i, 0).detection());
    }
    fold.clock(clock(20).clock().time());
    fold.act(grant);
    fold.clock(clock(30).clock().time());
    fold.act(pin);
    fold.clock(clock(900).clock().time());
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.control(registry);
      topology.usage(row).pipe(clock(0));
      topology.pipe(finding(5, "tpp-1", 0), finding(5, "tpp-2", 0), clock(20));
      topology.approval(grant).pipe(clock(30));
      topology.control(
          ControlRecord.of(
              Act.CONTROL,
              pin.actId(),
              1,
              Instant.EPOCH,
              new String(pin.toJson(), StandardCharsets.UTF_8)));
      topology.pipe(clock(900));
      assertThat(topology.updates()).isEqualTo(local);
      assertThat(topology.audit()).isEqualTo(audit.stream().map(AuditEntry::toJson).toList());
    }
    // All good traffic of the last hour was tpp-1's, so that the round is held back.
    assertThat(local)
        .extracting(QuotaUpdate::agentId, QuotaUpdate::mode)
        .startsWith(
            tuple("tpp-1", QuotaMode.MONITOR),
            tuple("tpp-2", QuotaMode.MONITOR),
            tuple("tpp-2", QuotaMode.ENFORCE),
            tuple("tpp-3", QuotaMode.ENFORCE));
  }

  @Test
  void everyDecisionAndActIsOnTheAuditAndTheChainHolds() {
    AuditVerifier verifier = new AuditVerifier();
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.pipe(clock(0), finding(5, "tpp-1", 0), clock(20));
      topology.approval(act(Act.Kind.RELEASE, "tpp-1", null, 25)).pipe(clock(40));
      topology.approval(act(Act.Kind.RELEASE, "tpp-1", null, 45)).pipe(clock(60));
      List<String> rows = topology.audit();
      rows.forEach(verifier::row);
      assertThat(rows).hasSize(4);
      assertThat(rows.get(0)).contains("quota_cut");
      assertThat(rows.get(1)).contains("act_release", "\"who\":\"ann\"", "\"why\":\"because\"");
      assertThat(rows.get(2)).contains("quota_drop");
      assertThat(rows.get(3)).contains("act_release_refused", "no limit is held here");
    }
    assertThat(verifier.findings()).isEmpty();
  }

  @Test
  void aPersonsWordDoesNotWaitForAClockThatIsBehind() {
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.pipe(clock(0), finding(5, "tpp-1", 0), clock(20));
      topology.approval(act(Act.Kind.RELEASE, "tpp-1", null, 7_200)).pipe(clock(40));
      assertThat(topology.updates()).last().extracting(QuotaUpdate::factor).isEqualTo(1.0);
    }
  }

  @Test
  void whatCannotBeReadIsCountedAndPassedOver() {
    double before = AlertingMetrics.PASSED_OVER.labelValues(Act.TOPIC).get();
    double control = AlertingMetrics.PASSED_OVER.labelValues(ControlRecord.TOPIC).get();
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.bytes(Act.TOPIC, "k", "nonsense").bytes(Act.TOPIC, "k", "{}");
      topology.bytes(Act.TOPIC, "k", "null");
      topology.control(
          ControlRecord.of(ControlRecord.REGISTRY, "agents", 1, Instant.EPOCH, "no: registry"));
      topology.bytes(ControlRecord.TOPIC, "heartbeat:controller", "{}");
      topology.bytes(UsageRow.TOPIC, "k", "nonsense");
      topology.pipe(clock(0), finding(5, "tpp-1", 0), clock(20));
      assertThat(topology.updates()).hasSize(1);
    }
    assertThat(AlertingMetrics.PASSED_OVER.labelValues(Act.TOPIC).get() - before).isEqualTo(3);
    assertThat(AlertingMetrics.PASSED_OVER.labelValues(ControlRecord.TOPIC).get() - control)
        .isEqualTo(1);
  }

  @Test
  void whatIsReadButMakesNoSenseIsPassedOverTooAndNeverStopsTheThread() {
    String far = "+1000000-01-01T00:00:00Z";
    Instant never = Instant.parse(far);
    double acts = AlertingMetrics.PASSED_OVER.labelValues(Act.TOPIC).get();
    double use = AlertingMetrics.PASSED_OVER.labelValues(UsageRow.TOPIC).get();
    double control = AlertingMetrics.PASSED_OVER.labelValues(ControlRecord.TOPIC).get();
    Act release = act(Act.Kind.RELEASE, "tpp-1", null, 25);
    String said = new String(release.toJson(), StandardCharsets.UTF_8);
    UsageRow row = usage("tpp-1", -2);
    UsageRow farRow =
        new UsageRow(1, never, "bank", "edge", row.entity(), row.use(), row.groups(), null);
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.bytes(Act.TOPIC, "k", said.replace("2026-05-04T09:00:25.000Z", far));
      topology.usage(farRow);
      topology.control(ControlRecord.of(ControlRecord.REGISTRY, "a", 1, never, REGISTRY));
      topology.control(
          ControlRecord.of(ControlRecord.REGISTRY, "b", 1, Instant.EPOCH, "agents: [null]"));
      topology.control(
          ControlRecord.of(DeskBook.MAINTENANCE, "c", 1, Instant.EPOCH, "maintenance: [null]"));
      topology.control(
          ControlRecord.of(
              DeskBook.SNOOZE, "a-1", 1, Instant.EPOCH, "snoozes: [{alert: a-1, unless: [null]}]"));
      topology.pipe(clock(0), finding(5, "tpp-1", 0), clock(20));
      assertThat(topology.updates()).hasSize(1);
      assertThat(topology.alerts()).isNotEmpty();
    }
    assertThat(AlertingMetrics.PASSED_OVER.labelValues(Act.TOPIC).get() - acts).isEqualTo(1);
    assertThat(AlertingMetrics.PASSED_OVER.labelValues(UsageRow.TOPIC).get() - use).isEqualTo(1);
    assertThat(AlertingMetrics.PASSED_OVER.labelValues(ControlRecord.TOPIC).get() - control)
        .isEqualTo(4);
  }

  @Test
  void aRegistryOfTwentyThousandAgentsFitsIntoARecord() {
    StringBuilder yaml = new StringBuilder("agents:\n");
    for (int i = 0; i < 20_000; i++) {
      yaml.append("  - id: agent-").append(i).append("\n    name: agent number ").append(i);
      yaml.append("\n    tier: standard\n");
    }
    PackedRegistry packed =
        PackedRegistry.of(
            ControlRecord.of(ControlRecord.REGISTRY, "all", 1, Instant.EPOCH, yaml.toString()));
    assertThat(yaml.length()).isGreaterThan(1 << 20);
    assertThat(packed.zipped().length()).isLessThan(700_000);
    assertThat(AgentRegistry.read(packed.open().payload()).agents()).hasSize(20_000);
  }

  static Act act(Act.Kind kind, String agent, Limit limit, long second) {
    Instant time = Traffic.START.plusSeconds(second);
    return new Act(
        1,
        kind + agent + second,
        kind,
        time,
        "bank",
        "edge",
        "cards.read",
        agent,
        null,
        null,
        null,
        limit,
        null,
        kind == Act.Kind.PIN ? time.plusSeconds(3_600) : null,
        null,
        "ann",
        "because");
  }

  static UsageRow usage(String agent, int hours) {
    Use use = new Use(60, 60, 0, 0, 0, 0, List.of(0, 60));
    TreeMap<String, Use> groups = new TreeMap<>();
    groups.put("cards.read", use);
    String key = Principal.agent(agent, "kong.consumer.id").key("bank", "edge");
    Instant hour = Traffic.START.plusSeconds(3_600L * hours);
    Entity entity = new Entity(Entity.Kind.AGENT, agent, null, key);
    return new UsageRow(1, hour, "bank", "edge", entity, use, groups, null);
  }
}
