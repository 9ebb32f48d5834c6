package io.gatewatch.streamsapp;

import static io.gatewatch.streamsapp.Traffic.clock;
import static io.gatewatch.streamsapp.Traffic.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.alerting.AnalystVerdict;
import io.gatewatch.alerting.QuotaMode;
import io.gatewatch.alerting.QuotaUpdate;
import io.gatewatch.ingest.ControlRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is dated ahead of the Clock is kept within bounds. */
class FarAheadTest {
  private static final String PREMIUM = "agents: [{id: tpp-2, name: two, tier: premium}]";
  private static final long MONTH = Duration.ofDays(30).toSeconds();

  @TempDir Path folder;

  private static ControlRecord registry(long second, int version, String yaml) {
    Instant from = Traffic.START.plusSeconds(second);
    return ControlRecord.of(ControlRecord.REGISTRY, "agents", version, from, yaml);
  }

  private static double passedOver(String topic) {
    return AlertingMetrics.PASSED_OVER.labelValues(topic).get();
  }

  @Test
  void aRegistryThatIsMoreThanAMonthAheadIsPassedOver() {
    double before = passedOver(ControlRecord.TOPIC);
    try (DrivenTopology topology = new DrivenTopology(folder).pipe(clock(10))) {
      topology.control(registry(MONTH + 10, 1, PREMIUM));
      assertThat(topology.kept(GovernorStore.STORE, "registry/")).isEqualTo(1);
      topology.control(registry(MONTH + 11, 2, PREMIUM));
      assertThat(topology.kept(GovernorStore.STORE, "registry/")).isEqualTo(1);
    }
    assertThat(passedOver(ControlRecord.TOPIC) - before).isEqualTo(1);
  }

  @Test
  void ofMoreThanEightThatAreAheadTheEarliestAreLeftOutAndTheLastWordCounts() {
    double before = passedOver(ControlRecord.TOPIC);
    try (DrivenTopology topology = new DrivenTopology(folder)) {
      topology.control(registry(0, 1, PREMIUM)).pipe(clock(10));
      for (int i = 1; i <= 10; i++) {
        topology.control(registry(100L * i, 1 + i, i == 10 ? PREMIUM : "agents: []"));
      }
      assertThat(topology.kept(GovernorStore.STORE, "registry/")).isEqualTo(9);
      topology.pipe(finding(205, "tpp-2", 0), clock(220));
      assertThat(topology.updates())
          .as("as before")
          .extracting(QuotaUpdate::mode)
          .containsExactly(QuotaMode.RECOMMEND);
      topology.pipe(clock(5_000), finding(5_005, "tpp-2", 1), clock(5_020));
      assertThat(topology.kept(GovernorStore.STORE, "registry/")).as("time passed").isEqualTo(1);
      assertThat(topology.updates())
          .last()
          .extracting(QuotaUpdate::mode)
          .isEqualTo(QuotaMode.RECOMMEND);
    }
    assertThat(passedOver(ControlRecord.TOPIC) - before).isEqualTo(2);
  }

  @Test
  void aVerdictThatIsMoreThanAMonthAheadIsPassedOverByDeskAndGovernor() {
    double before = passedOver(AnalystVerdict.TOPIC);
    try (DrivenTopology topology = new DrivenTopology(folder).pipe(clock(10))) {
      verdict(topology, MONTH + 10);
      assertThat(topology.kept(GovernorStore.STORE, "pending/")).isEqualTo(1);
      assertThat(topology.kept(DeskProcessor.STORE, "verdict/")).isEqualTo(1);
      verdict(topology, MONTH + 11);
      assertThat(topology.kept(GovernorStore.STORE, "pending/")).isEqualTo(1);
      assertThat(topology.kept(DeskProcessor.STORE, "verdict/")).isEqualTo(1);
    }
    assertThat(passedOver(AnalystVerdict.TOPIC) - before).isEqualTo(1);
  }

  private static void verdict(DrivenTopology topology, long second) {
    Instant from = Traffic.START.plusSeconds(second);
    topology.verdict(
        "{\"principal\":\"p\",\"verdict\":\"missed\",\"alertId\":\"a-1\",\"effectiveFrom\":\""
            + from
            + "\"}",
        Traffic.START);
  }
}
