package io.gatewatch.replaydata.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.collector.ControlDesk;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.detectors.book.ModelPointer;
import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.Sha256;
import io.gatewatch.models.ModelFile;
import io.gatewatch.replaydata.replay.RunFigures;
import io.gatewatch.replaydata.train.ShippedModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Two models, champion and shadow, that change places while calls flow; and broken ones between.
 */
final class SwappedModels {
  private static final String FIRST = ShippedModel.text();
  private static final String SECOND =
      FIRST.replaceFirst("\"name\":\"[a-z-]+\"", "\"name\":\"second\"");
  private static final String BROKEN = FIRST.substring(0, FIRST.length() / 2);

  private SwappedModels() {}

  /** In force since ever, under a budget with which a model speaks often. */
  static void publishFirst(String servers) {
    ControlDesk desk = new ControlDesk(servers, clock -> 0);
    String talkative =
        RuleSet.shipped()
            .text()
            .replace("alerts: {perDay: 0.2}", "alerts: {perDay: 50000}")
            .replace("{grave: 1000, ", "{perDay: 0.1, grave: 1000, ");
    desk.publish(ControlRecord.RULES, ControlDesk.GIVEN, talkative);
    for (String text : List.of(FIRST, SECOND)) {
      desk.publish(ControlRecord.MODEL_FILE, Sha256.hex(text), text);
    }
    point(desk, ModelPointer.CHAMPION, FIRST);
    point(desk, ModelPointer.SHADOW, SECOND);
  }

  /** Pointers to a file that cannot be opened and to none at all; then the two change places. */
  static void publishSwap(String servers, Instant broken, Instant swap) {
    ControlDesk desk = new ControlDesk(servers, clock -> broken.toEpochMilli());
    desk.publish(ControlRecord.MODEL_FILE, Sha256.hex(BROKEN), BROKEN);
    for (String text : List.of(BROKEN, "nowhere")) {
      String payload = new ModelPointer(Sha256.hex(text), "minutes-kmeans-0").write();
      desk.publish(ControlRecord.MODEL, ModelPointer.CHAMPION, payload);
    }
    ControlDesk later = new ControlDesk(servers, clock -> swap.toEpochMilli());
    point(later, ModelPointer.CHAMPION, SECOND);
    point(later, ModelPointer.SHADOW, FIRST);
  }

  private static void point(ControlDesk desk, String id, String text) {
    String version = ModelFile.open(text).version();
    desk.publish(ControlRecord.MODEL, id, new ModelPointer(Sha256.hex(text), version).write());
  }

  /** Each said what the replay says it did, and who was heard when. */
  static void assertSame(TopicTail detections, RunFigures replayed, Instant swap) {
    Map<String, Detection> live = new TreeMap<>();
    for (var row : detections.records()) {
      Detection found = DetectionCodec.read(row.value()).detection();
      if (found != null) {
        // At least once: what comes twice has the same name.
        live.put(found.detectionId() + " " + found.sequence(), found);
      }
    }
    assertThat(live).as("detections").hasSize(Math.toIntExact(replayed.detections()));
    Map<String, Long> shadows =
        live.values().stream()
            .filter(d -> d.mode() == Detection.Mode.SHADOW)
            .collect(Collectors.groupingBy(Detection::detector, Collectors.counting()));
    assertThat(shadows).isEqualTo(replayed.shadowDetections());
    List<String> said = new ArrayList<>();
    for (Detection d : live.values()) {
      if (d.detector().startsWith("model.")) {
        String who = d.detector().startsWith("model.second") ? "second" : "first";
        said.add(who + " " + d.mode() + (d.time().isBefore(swap) ? " before" : " after"));
      }
    }
    assertThat(said)
        .contains("first LIVE before", "second SHADOW before")
        .contains("second LIVE after", "first SHADOW after")
        .doesNotContain("first LIVE after", "second SHADOW after")
        .doesNotContain("second LIVE before", "first SHADOW before");
  }
}
