package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Severity;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Nodes of one source: some stay for years, some come and go. */
class FeedNodesTest {
  private final Gateway[] nodes = {
    new Gateway("node-1", Gateway.dayAndNight(3)),
    new Gateway("node-2", Gateway.dayAndNight(3)),
    new Gateway("node-3", Gateway.dayAndNight(3))
  };

  @Test
  void aNodeThatDiesWhileTheOthersGoOnIsToldByItsName() {
    Watched watched = new Watched(nodes).learn();
    Instant noon = watched.now;
    nodes[1].dies();
    watched.run(Duration.ofMinutes(30));
    assertThat(watched.minutesToFirst(noon)).isBetween(5L, 10L);
    assertThat(watched.told).extracting(d -> d.entity().id()).containsOnly("feed kong node-2");
    assertThat(watched.told.get(0).severity()).isEqualTo(Severity.MEDIUM);
    assertThat(watched.told.get(0).summary()).doesNotContain("no detector");
  }

  @Test
  void whenAllNodesDieTheSourceIsToldOnceAndNotEachNode() {
    Watched watched = new Watched(nodes).learn();
    for (Gateway node : nodes) {
      node.dies();
    }
    watched.run(Duration.ofMinutes(30));
    assertThat(watched.told).extracting(d -> d.entity().id()).contains("feed kong");
    assertThat(watched.told.stream().filter(d -> d.entity().id().contains("node")))
        .as("nodes may fall silent a round before their source")
        .hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aRolloutThatReplacesAllPodsIsNoGap() {
    Watched watched = new Watched(nodes).learn();
    for (int i = 0; i < 3; i++) {
      nodes[i].dies();
      watched.gateways.add(new Gateway("pod-" + i, Gateway.dayAndNight(3)));
      watched.run(Duration.ofMinutes(1));
    }
    watched.step = Duration.ofSeconds(30);
    watched.run(Duration.ofDays(9));
    assertThat(watched.told).isEmpty();
  }
}
