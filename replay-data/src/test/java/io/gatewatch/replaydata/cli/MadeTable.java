package io.gatewatch.replaydata.cli;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.models.Scorer;
import io.gatewatch.models.training.TrainingRow;
import io.gatewatch.models.training.TrainingSetInfo;
import io.gatewatch.models.training.TrainingSetWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A table of features as the command features writes it: 24 agents over 14 days, eight attacks a
 * day in which many new objects are touched, of which rules find one in four, and one agent that
 * does so at a month's end, rightly.
 */
final class MadeTable {
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
  static final String CLERK = agent(23);
  static final Instant BOOKS_FROM = START.plus(Duration.ofDays(13)).plus(Duration.ofHours(8));
  static final Instant BOOKS_TO = BOOKS_FROM.plus(Duration.ofHours(2));
  private static final int AGENTS = 24;
  private static final int DAYS = 14;

  private final Random random = new Random(11);
  private final List<TrainingRow> rows = new ArrayList<>();

  private MadeTable() {}

  static String agent(int number) {
    return "default/default/agent/kong.consumer.id%7Eapp-" + number;
  }

  static Path write(Path file) throws IOException {
    MadeTable table = new MadeTable();
    table.fill();
    table.rows.sort(Comparator.comparing(TrainingRow::time).thenComparing(TrainingRow::agent));
    try (TrainingSetWriter writer = new TrainingSetWriter(file)) {
      for (TrainingRow row : table.rows) {
        writer.write(row);
      }
      writer.finish(new TrainingSetInfo.InForce("rules-1", null, null, null));
    }
    return file;
  }

  private void fill() {
    for (int day = 0; day < DAYS; day++) {
      for (int agent = 0; agent < AGENTS; agent++) {
        for (int i = 0; i < 12; i++) {
          row(agent, at(day, 60 * i + agent), random.nextInt(4), Scorer.ORDINARY, null, false);
        }
      }
      for (int i = 0; i < 8; i++) {
        int agent = (8 * day + i) % (AGENTS - 1);
        String event = "attack-" + day + "-" + i;
        for (int minute = 0; minute < 5; minute++) {
          int objects = 40 + random.nextInt(60);
          row(
              agent,
              at(day, 800 + 40 * i + minute),
              objects,
              "object_enumeration",
              event,
              i % 4 == 0);
        }
      }
    }
    for (int minute = 0; minute < 20; minute++) {
      row(23, BOOKS_FROM.plusSeconds(60L * minute), 90, Scorer.ORDINARY, null, false);
    }
  }

  private static Instant at(int day, int minute) {
    return START.plus(Duration.ofDays(day)).plus(Duration.ofMinutes(minute));
  }

  private void row(
      int agent, Instant time, int objects, String label, String event, boolean byRules) {
    double[] values = new double[FeatureSchema.size()];
    values[Feature.CALLS_1M.ordinal()] = 5 + random.nextInt(20);
    values[Feature.NEW_OBJECTS_5M.ordinal()] = objects;
    values[Feature.WRITE_SHARE_5M.ordinal()] = 0.1 * random.nextDouble();
    rows.add(
        new TrainingRow(
            agent(agent),
            time,
            ApiCall.AgentClass.AISP,
            new FeatureVector(values),
            label,
            event,
            null,
            byRules ? TrainingRow.Told.LOUD : TrainingRow.Told.NOTHING));
  }
}
