package io.gatewatch.replaydata.train;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.models.training.TrainingRow.Told;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What live detectors other than models told of an agent in each minute. Size: an entry for each
 * agent and minute with a finding.
 */
final class ToldMinutes {
  private static final long MINUTE_MILLIS = 60_000;
  private static final String MODEL = "model.";

  private final Map<String, Map<Long, Told>> byAgent = new HashMap<>();

  void detection(Detection detection) {
    if (detection.entity().kind() != Entity.Kind.AGENT
        || detection.mode() != Detection.Mode.LIVE
        || detection.detector().startsWith(MODEL)) {
      return;
    }
    // What waited for its round is dated at that round's end, which may be the next minute.
    long back = detection.need() == Need.SAME ? 1 : 0;
    long minute = Math.floorDiv(detection.time().toEpochMilli() - back, MINUTE_MILLIS);
    Told told = detection.severity() == Severity.LOW ? Told.LOW : Told.LOUD;
    byAgent
        .computeIfAbsent(detection.entity().key(), k -> new HashMap<>())
        .merge(minute, told, (a, b) -> a.compareTo(b) >= 0 ? a : b);
  }

  Told of(String agent, Instant time) {
    return byAgent
        .getOrDefault(agent, Map.of())
        .getOrDefault(Math.floorDiv(time.toEpochMilli(), MINUTE_MILLIS), Told.NOTHING);
  }
}
