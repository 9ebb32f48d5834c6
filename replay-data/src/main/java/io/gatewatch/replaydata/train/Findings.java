package io.gatewatch.replaydata.train;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.models.training.TrainingRow.Told;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What live detectors other than models told of an agent, for rows: by the end of a row's minute,
 * and since the row before was asked about (ten minutes back at most), so that what was told in the
 * very minute in which something began is not lost. Size: an entry for each finding told.
 */
final class Findings {
  private static final long MINUTE_MILLIS = 60_000;
  private static final long BACK_MILLIS = 10 * MINUTE_MILLIS;
  private static final String MODEL = "model.";

  private final Map<String, TreeMap<Long, Told>> byAgent = new HashMap<>();
  private final Map<String, Long> rowsBefore = new HashMap<>();

  void detection(Detection detection) {
    if (detection.entity().kind() != Entity.Kind.AGENT
        || detection.mode() != Detection.Mode.LIVE
        || detection.detector().startsWith(MODEL)) {
      return;
    }
    // What waited for its round is dated at that round's end, which may be the next minute.
    long back = detection.need() == Need.SAME ? 1 : 0;
    byAgent
        .computeIfAbsent(detection.entity().key(), k -> new TreeMap<>())
        .merge(
            detection.time().toEpochMilli() - back,
            detection.severity() == Severity.LOW ? Told.LOW : Told.LOUD,
            Findings::graver);
  }

  /** What was told for an agent's next row; its rows are asked for in order. */
  Told next(String agent, Instant row) {
    long time = row.toEpochMilli();
    long minute = Math.floorDiv(time, MINUTE_MILLIS) * MINUTE_MILLIS;
    Long before = rowsBefore.put(agent, time);
    long since = before == null ? minute : Math.max(before + 1, minute - BACK_MILLIS);
    TreeMap<Long, Told> told = byAgent.get(agent);
    return told == null
        ? Told.NOTHING
        : told.subMap(Math.min(since, minute), minute + MINUTE_MILLIS).values().stream()
            .reduce(Told.NOTHING, Findings::graver);
  }

  private static Told graver(Told a, Told b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
