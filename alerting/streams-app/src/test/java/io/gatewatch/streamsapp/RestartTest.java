package io.gatewatch.streamsapp;

import static io.gatewatch.streamsapp.Traffic.clock;
import static io.gatewatch.streamsapp.Traffic.finding;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.gatewatch.alerting.Act;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Alert.Activity;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.Disposition;
import io.gatewatch.alerting.Limit;
import io.gatewatch.alerting.QuotaGrounds;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaLedger;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.alerting.Told;
import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.DetectionRecord;
import io.gatewatch.detectors.Severity;
import io.gatewatch.ingest.ControlRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processors over stores that outlive them: what a kill and a restart come to. */
class RestartTest {
  @TempDir Path folder;
  private final MockProcessorContext<String, Row> incidentsContext = new MockProcessorContext<>();
  private final MockProcessorContext<String, Row> governorContext = new MockProcessorContext<>();
  private final MockProcessorContext<String, Row> deskContext = new MockProcessorContext<>();
  private final List<Alert> alerts = new ArrayList<>();
  private final List<QuotaUpdate> quotas = new ArrayList<>();
  private IncidentsProcessor incidents;
  private GovernorProcessor governor;
  private DeskProcessor desk;

  @BeforeEach
  void startOnEmptyStores() {
    addStore(incidentsContext, IncidentsProcessor.STORE);
    addStore(governorContext, GovernorStore.STORE);
    addStore(deskContext, DeskProcessor.STORE);
    governorContext.setCurrentSystemTimeMs(0);
    restart();
  }

  @Test
  void aRestartedControllerGoesOnUnderAHigherEpochAndLosesNothingThatWaited() {
    pipe(clock(1), finding(5, "tpp-1", 0), clock(20), finding(22, "tpp-2", 0));
    assertThat(quotas).extracting(QuotaUpdate::agentId).containsExactly("tpp-1");

    restart();
    pipe(clock(30));
    assertThat(quotas).extracting(QuotaUpdate::agentId).containsExactly("tpp-1", "tpp-2");
    assertThat(quotas).extracting(QuotaUpdate::version).containsExactly(1L, 2L);
    assertThat(quotas).extracting(QuotaUpdate::controllerEpoch).containsExactly(1L, 2L);
  }

  @Test
  void incidentsThatWereOpenStillCloseAndTheirLimitsStillLift() {
    pipe(clock(1), finding(5, "tpp-1", 0), clock(20));
    restart();
    pipe(finding(5, "tpp-1", 0), clock(2_000));
    assertThat(alerts)
        .extracting(Alert::activity)
        .containsExactly(Activity.CREATED, Activity.CLOSED);
    assertThat(quotas).last().extracting(QuotaUpdate::factor).isEqualTo(1.0);
  }

  @Test
  void theDeskLosesNothingThatWaitedAndKnowsItsWindowsStill() {
    String yaml =
        "maintenance: [{id: w, reason: r, categories: [object_enumeration],"
            + " from: 2026-05-04T09:00:00Z, to: 2026-05-04T10:00:00Z}]";
    ControlRecord window = ControlRecord.of(DeskBook.MAINTENANCE, "w", 1, Instant.EPOCH, yaml);
    desk.process(new Record<>("any", Row.ofControl(window.write()), 1));
    pipe(clock(1), finding(5, "tpp-1", 0));
    assertThat(alerts).isEmpty();
    restart();
    pipe(clock(20));
    assertThat(alerts).extracting(Alert::version).containsExactly(1);
    assertThat(alerts).extracting(Alert::status).containsExactly(Alert.Status.SUPPRESSED);
    restart();
    pipe(clock(2_000));
    assertThat(alerts).extracting(Alert::version).containsExactly(1, 2);
  }

  @Test
  void theClockOfAPartitionNeverGoesBackEvenOverARestart() {
    pipe(finding(5, "tpp-1", 0), clock(100));
    restart();
    pipe(clock(50), clock(60));
    assertThat(incidentsContext.forwarded()).isEmpty();
  }

  @Test
  void aRestartedControllerStillKnowsPinsTheRegistryAndUse() {
    String registry = "agents: [{id: tpp-2, name: two, tier: premium}]";
    tell(registry(0, 1, registry));
    tell(GovernorInput.of(Told.of(GovernorInputsTest.usage("tpp-9", -2))));
    tell(GovernorInput.of(GovernorInputsTest.act(Act.Kind.PIN, "tpp-3", new Limit(30, 60, 9), 5)));
    pipe(clock(1));
    restart();
    pipe(clock(20));
    assertThat(quotas).extracting(QuotaUpdate::agentId).containsExactly("tpp-3");
    restart();
    pipe(finding(22, "tpp-2", 0), clock(1_000));
    assertThat(quotas)
        .filteredOn(u -> u.agentId().equals("tpp-3"))
        .hasSize(3)
        .allMatch(u -> u.limit().requests() == 30);
    assertThat(quotas)
        .filteredOn(u -> u.agentId().equals("tpp-2"))
        .first()
        .extracting(QuotaUpdate::mode)
        .isEqualTo(QuotaMode.RECOMMEND);
    KeyValueStore<String, byte[]> store = governorContext.getStateStore(GovernorStore.STORE);
    assertThat(store.get("use/bank/edge/tpp-9")).isNotNull();
  }

  @Test
  void whatAnOlderVersionKeptGoesOn() throws IOException {
    KeyValueStore<String, byte[]> store = governorContext.getStateStore(GovernorStore.STORE);
    store.put("ledger", sample("governor-ledger-1.json"));
    store.put("epoch", "4".getBytes(StandardCharsets.UTF_8));
    store.put("pending/a-0123456789abcdef/1", sample("governor-pending-1.json"));
    restart();
    pipe(clock(1), clock(20));
    assertThat(quotas)
        .extracting(QuotaUpdate::agentId, QuotaUpdate::version, QuotaUpdate::controllerEpoch)
        .containsExactly(tuple("tpp-1", 8L, 5L));
    restart();
    pipe(clock(40));
    assertThat(quotas).as("it does not wait any more").hasSize(1);
  }

  @Test
  void weeksOfUseThatAreReadForTheFirstTimeDoNotWait() {
    pipe(clock(1), clock(20));
    KeyValueStore<String, byte[]> store = governorContext.getStateStore(GovernorStore.STORE);
    tell(GovernorInput.of(Told.of(GovernorInputsTest.usage("tpp-9", -300))));
    assertThat(store.get("use/bank/edge/tpp-9")).isNotNull();
    try (var waiting = store.range("pending/", "pending/~")) {
      assertThat(waiting.hasNext()).isFalse();
    }
  }

  @Test
  void aRegistryThatIsDatedAheadNeverPushesOutTheOneInForce() {
    tell(registry(0, 1, "agents: [{id: tpp-2, name: two, tier: premium}]"));
    pipe(clock(1));
    for (int i = 1; i <= 4; i++) {
      tell(registry(9_000 + i, 1 + i, "agents: []"));
    }
    restart();
    pipe(finding(5, "tpp-2", 0), clock(20));
    assertThat(quotas).extracting(QuotaUpdate::mode).containsExactly(QuotaMode.RECOMMEND);
  }

  @Test
  void aRegistryThatAnotherOneHasReplacedForGoodIsForgotten() {
    pipe(clock(100));
    for (int i = 1; i <= 9; i++) {
      tell(registry(i, i, "agents: []"));
    }
    tell(registry(9, 10, "agents: [{id: tpp-2, name: two, tier: premium}]"));
    tell(registry(5, 11, "agents: []"));
    assertThat(kept("registry/")).isEqualTo(1);
    restart();
    pipe(finding(105, "tpp-2", 0), clock(120));
    assertThat(quotas).extracting(QuotaUpdate::mode).containsExactly(QuotaMode.RECOMMEND);
  }

  @Test
  void secondsInWhichNothingWasDueStayDecidedOverARestart() {
    pipe(clock(1), finding(5, "tpp-1", 0), clock(20), clock(900));
    restart();
    tell(GovernorInput.of(Told.of(grounds(50, "tpp-7"))));
    pipe(clock(910));
    assertThat(quotas)
        .filteredOn(u -> u.agentId().equals("tpp-7"))
        .extracting(QuotaUpdate::time)
        .containsExactly(Traffic.START.plusSeconds(901));
  }

  @Test
  void whatALateHourOfUseAddsToTheMonitorReportOutlivesARestart() {
    pipe(clock(1), clock(20));
    tell(GovernorInput.of(Told.of(GovernorInputsTest.usage("tpp-9", -300))));
    KeyValueStore<String, byte[]> store = governorContext.getStateStore(GovernorStore.STORE);
    assertThat(QuotaLedger.fromBytes(store.get("ledger")).report("bank", "edge"))
        .hasValueSatisfying(report -> assertThat(report.days()).isEqualTo(1));
  }

  @Test
  void aVerdictThatWaitsForItsTimeOutlivesARestart() {
    pipe(clock(1), finding(5, "tpp-1", 0), clock(20));
    AnalystVerdict verdict =
        new AnalystVerdict(
            "bank/edge/agent/kong.consumer.id%7Etpp-1",
            AnalystVerdict.Kind.FALSE_POSITIVE,
            Traffic.START.plusSeconds(40),
            alerts.get(0).alertId(),
            null,
            null,
            "ann",
            0);
    tell(GovernorInput.of(Told.of(verdict)));
    desk.process(new Record<>("any", DeskInput.of(verdict).toRow(), 1));
    restart();
    pipe(clock(39));
    assertThat(quotas).hasSize(1);
    pipe(clock(50));
    restart();
    pipe(clock(60));
    assertThat(quotas).extracting(QuotaUpdate::factor).containsExactly(0.5, 1.0);
    assertThat(alerts)
        .extracting(a -> a.triage().disposition())
        .containsExactly(Disposition.RESPOND, Disposition.CLOSED_BENIGN);
    pipe(finding(70, "tpp-1", 1), clock(400));
    assertThat(quotas).as("it is harmless still").hasSize(2);
  }

  private static QuotaGrounds grounds(long second, String agent) {
    return new QuotaGrounds(
        "a-" + agent,
        1,
        Activity.CREATED,
        Traffic.START.plusSeconds(second),
        "bank",
        "edge",
        agent,
        null,
        "kong.consumer.id",
        Category.OBJECT_ENUMERATION,
        Severity.HIGH,
        80,
        0.9,
        "cards.read",
        List.of(),
        List.of("rule.r0@1"));
  }

  private static GovernorInput registry(long second, int version, String yaml) {
    Instant from = second == 0 ? Instant.EPOCH : Traffic.START.plusSeconds(second);
    return GovernorInput.of(
        PackedRegistry.of(ControlRecord.of(ControlRecord.REGISTRY, "agents", version, from, yaml)));
  }

  private int kept(String prefix) {
    KeyValueStore<String, byte[]> store = governorContext.getStateStore(GovernorStore.STORE);
    int count = 0;
    try (var all = store.range(prefix, prefix + "~")) {
      for (; all.hasNext(); all.next()) {
        count++;
      }
    }
    return count;
  }

  private void tell(GovernorInput input) {
    governor.process(new Record<>("any", input.toRow(), 1));
  }

  private static byte[] sample(String name) throws IOException {
    try (InputStream in = RestartTest.class.getResourceAsStream("/state/" + name)) {
      return in.readAllBytes();
    }
  }

  private void restart() {
    incidentsContext.resetForwards();
    governorContext.resetForwards();
    incidents = new IncidentsProcessor(DrivenTopology.CONFIG);
    incidents.init(incidentsContext);
    governor =
        new GovernorProcessor(DrivenTopology.CONFIG, 1, SigningKeys.in(folder.resolve("keys")));
    governor.init(governorContext);
    deskContext.resetForwards();
    desk = new DeskProcessor(DrivenTopology.CONFIG, 1);
    desk.init(deskContext);
  }

  private void pipe(DetectionRecord... records) {
    for (DetectionRecord record : records) {
      incidents.process(new Record<>(new byte[0], DetectionCodec.write(record), 1));
    }
    for (var forwarded : incidentsContext.forwarded()) {
      Row row = forwarded.record().value();
      if (row.isForGovernor()) {
        governor.process(new Record<>(forwarded.record().key(), row, 1));
      } else {
        desk.process(new Record<>(forwarded.record().key(), row, 1));
      }
    }
    deskContext.forwarded().forEach(f -> alerts.add(AlertJson.read(f.record().value().value())));
    deskContext.resetForwards();
    for (var forwarded : governorContext.forwarded()) {
      Row row = forwarded.record().value();
      if (row.topic().equals(QuotaUpdate.TOPIC)) {
        quotas.add(QuotaJson.read(row.value()));
      }
    }
    incidentsContext.resetForwards();
    governorContext.resetForwards();
  }

  private static void addStore(MockProcessorContext<String, Row> context, String name) {
    KeyValueStore<String, byte[]> store =
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
            .withLoggingDisabled()
            .build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }
}
