package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.collector.ControlDesk;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.book.Brain;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.models.ModelFile;
import io.gatewatch.replaydata.train.ShippedModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models judge at the first start, and on a data folder of an earlier release. */
class FirstBookTest {
  private static final String SHIPPED = ModelFile.open(ShippedModel.text()).version();

  @TempDir Path folder;

  @Test
  void theModelThatShipsStartsAsTheShadowAndRulesAndBaselinesJudge() {
    try (EmbeddedBroker broker = broker()) {
      List<String> first = FirstBook.readOrPublish(broker.bootstrapServers());
      Brain brain = brain(first);
      assertThat(brain.champion()).isNull();
      assertThat(brain.shadow().version()).isEqualTo(SHIPPED);
      assertThat(FirstBook.readOrPublish(broker.bootstrapServers()))
          .as("the second start publishes nothing")
          .isEqualTo(first);
    }
  }

  /** In a record of its own, as earlier releases published it. */
  @Test
  void aWholeModelOfAnEarlierReleaseStaysTheChampion() {
    try (EmbeddedBroker broker = broker()) {
      ControlDesk desk = new ControlDesk(broker.bootstrapServers(), clock -> 0);
      desk.publish(ControlRecord.RULES, "shipped", RuleSet.shipped().text());
      desk.publish(ControlRecord.MODEL, "shipped", ShippedModel.text());
      Brain brain = brain(FirstBook.readOrPublish(broker.bootstrapServers()));
      assertThat(brain.champion().version()).isEqualTo(SHIPPED);
      assertThat(brain.shadow()).isNull();
    }
  }

  /** Its form held a Tribuo model in protobuf. */
  @Test
  void aModelFileOfAnEarlierFormIsRefusedAndTheModelThatShipsTakesTheShadowsPlace() {
    try (EmbeddedBroker broker = broker()) {
      ControlDesk desk = new ControlDesk(broker.bootstrapServers(), clock -> 0);
      desk.publish(ControlRecord.RULES, "shipped", RuleSet.shipped().text());
      desk.publish(
          ControlRecord.MODEL,
          "shipped",
          "{\"card\": {}, \"scaling\": {}, \"calibration\": [1.0], \"tribuo\": \"CAE=\"}");
      Brain brain = brain(FirstBook.readOrPublish(broker.bootstrapServers()));
      assertThat(brain.champion()).isNull();
      assertThat(brain.shadow().version()).isEqualTo(SHIPPED);
    }
  }

  private static Brain brain(List<String> records) {
    return Book.of(
            records.stream()
                .map(json -> ControlRecord.read(json.getBytes(StandardCharsets.UTF_8)))
                .toList())
        .inForce(0);
  }

  private EmbeddedBroker broker() {
    EmbeddedBroker broker =
        EmbeddedBroker.start(
            new BrokerConfig(
                folder.resolve("broker"), "127.0.0.1", Ports.anyFree(), Ports.anyFree()));
    Topics.createMissing(broker.bootstrapServers());
    return broker;
  }
}
