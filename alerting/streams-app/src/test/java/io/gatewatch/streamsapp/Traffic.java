package io.gatewatch.streamsapp;

import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.DetectionRecord;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Evidence;
import io.gatewatch.detectors.Need;
import io.gatewatch.detectors.Severity;
import io.gatewatch.detectors.Versions;
import io.gatewatch.ingest.Clock;
import io.gatewatch.ingest.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Findings and Clocks as one partition of {@code gatewatch.detections} would carry them. */
final class Traffic {
  static final Instant START = Instant.parse("2026-05-04T09:00:00Z");

  private static final Category[] CATEGORIES = {
    Category.OBJECT_ENUMERATION, Category.VOLUME_SPIKE, Category.RUNAWAY_LOOP
  };

  private Traffic() {}

  static DetectionRecord clock(long seconds) {
    return DetectionRecord.of(new Clock("judge", START.plusSeconds(seconds)));
  }

  static DetectionRecord finding(long seconds, String agent, int sequence) {
    return DetectionRecord.of(
        finding(seconds, agent, 0, sequence, Need.OWN, Severity.HIGH, "cards.read"));
  }

  /** Two hours of trouble with random agents, then quiet; a Clock every few seconds. */
  static List<DetectionRecord> random(long seed) {
    Random random = new Random(seed);
    List<DetectionRecord> records = new ArrayList<>();
    int sequence = 0;
    long second = 1;
    while (second < 7_200) {
      second += random.nextInt(90);
      Severity severity = Severity.values()[random.nextInt(4)];
      String scope = random.nextInt(3) == 0 ? null : "cards.read";
      Need need = random.nextInt(6) == 0 ? Need.SAME : Need.OWN;
      String agent = "tpp-" + random.nextInt(6);
      int detector = random.nextInt(CATEGORIES.length);
      Detection found = finding(second, agent, detector, sequence++, need, severity, scope);
      records.add(DetectionRecord.of(found));
      if (random.nextBoolean()) {
        records.add(clock(second));
      }
    }
    for (long s = second; s < second + 2_000; s += 1 + random.nextInt(20)) {
      records.add(clock(s));
    }
    records.add(clock(second + 2_000));
    return records;
  }

  private static Detection finding(
      long seconds,
      String agent,
      int detector,
      int sequence,
      Need need,
      Severity severity,
      String scope) {
    String key = Principal.agent(agent, "kong.consumer.id").key("bank", "edge");
    return new Detection(
        "d-" + agent + "-" + detector + "-" + need,
        sequence,
        START.plusSeconds(seconds),
        "bank",
        "edge",
        new Entity(Entity.Kind.AGENT, agent, null, key),
        "rule.r" + detector + "@1",
        need,
        CATEGORIES[detector],
        severity,
        0.8,
        Detection.Mode.LIVE,
        agent + " misbehaves",
        "more than usual",
        List.of(new Evidence("calls_1m", 90, 10, "calls", 1)),
        "quiet at 30 or fewer",
        scope,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new Versions("r", null, null, null, "f"));
  }
}
