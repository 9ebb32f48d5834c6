package io.gatewatch.detectors.judge;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.detectors.Detection;
import io.gatewatch.detectors.MadeModels;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.cel.Moments;
import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.features.Observation;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.models.Calibration;
import io.gatewatch.models.Centroids;
import io.gatewatch.models.Input;
import io.gatewatch.models.ModelCard;
import io.gatewatch.models.ModelFile;
import io.gatewatch.models.Scaling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is written for training is what a model in force is asked about. */
class AskedMinutesTest {
  private static final List<Input> INPUTS =
      List.of(Input.of("calls_1m"), Input.of("not_found_5m"), Input.of("new_objects_5m"));
  private static final long START = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

  private final List<Detection> told = new ArrayList<>();
  private final Map<Long, FeatureVector> asked = new HashMap<>();

  @Test
  void whateverAModelSaysIsSaidOfTheRowOfThatMinute() {
    Book book = Book.shipped();
    book.add(ControlRecord.of(ControlRecord.MODEL, "shipped", 1, Instant.EPOCH, model()));
    judgeSixHours(book);

    List<Detection> ofModel =
        told.stream().filter(d -> d.detector().startsWith("model.made-up")).toList();
    assertThat(ofModel).hasSizeGreaterThan(2);
    for (Detection detection : ofModel) {
      FeatureVector row = rowOfTheMinute(detection.time());
      assertThat(row).as("a row in the minute of %s", detection.time()).isNotNull();
      detection
          .evidence()
          .forEach(e -> assertThat(row.get(feature(e.feature()))).isEqualTo(e.value()));
    }
  }

  /** A finding at a round's end is dated there, its row at the caller's last call. */
  private FeatureVector rowOfTheMinute(Instant time) {
    long minute = Math.floorDiv(time.toEpochMilli(), 60_000);
    return asked.entrySet().stream()
        .filter(row -> Math.floorDiv(row.getKey(), 60_000) == minute)
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  @Test
  void aMinuteIsToldOnceAndWithoutAnyModelTheSame() {
    judgeSixHours(Book.shipped());
    assertThat(asked).hasSize(360);
    Map<Long, FeatureVector> without = Map.copyOf(asked);
    asked.clear();

    Book book = Book.shipped();
    book.add(ControlRecord.of(ControlRecord.MODEL, "shipped", 1, Instant.EPOCH, model()));
    judgeSixHours(book);
    assertThat(asked).isEqualTo(without);
  }

  /** Three observations a minute, each other than the ones before. */
  private void judgeSixHours(Book book) {
    AskedMinutes minutes = new AskedMinutes(o -> asked.put(o.time(), o.features()));
    JudgeSink sink =
        new JudgeSink() {
          @Override
          public void detection(Detection detection) {
            told.add(detection);
          }

          @Override
          public void judged(Observation observation) {
            minutes.accept(observation);
          }
        };
    Judge judge = new Judge(book, (view, round) -> null, sink);
    Suspicion state = new Suspicion();
    Random random = new Random(3);
    for (int minute = 0; minute < 360; minute++) {
      for (int i = 0; i < 3; i++) {
        state.offer(at(START + 60_000L * minute + 20_000L * i + 7, minute >= 300, random));
        judge.drain(state, Long.MAX_VALUE);
      }
    }
  }

  private static Observation at(long time, boolean wild, Random random) {
    double[] values = new double[FeatureSchema.size()];
    values[Feature.CALLS_1M.ordinal()] = (wild ? 3_000 : 1) * (1 + random.nextInt(30));
    values[Feature.NOT_FOUND_5M.ordinal()] = random.nextInt(4);
    values[Feature.NEW_OBJECTS_5M.ordinal()] = random.nextInt(6);
    Observation any = Moments.with();
    return new Observation(
        any.who(), time, false, null, new FeatureVector(values), List.of(), List.of(), List.of());
  }

  private static Feature feature(String id) {
    for (Feature feature : Feature.values()) {
      if (feature.id().equals(id)) {
        return feature;
      }
    }
    throw new AssertionError(id);
  }

  private static String model() {
    Random random = new Random(1);
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      FeatureVector minute = at(START, false, random).features();
      rows.add(INPUTS.stream().mapToDouble(input -> input.read(minute)).toArray());
    }
    Scaling scaling = Scaling.of(rows);
    Centroids middle = new Centroids(new double[][] {new double[INPUTS.size()]});
    double[] distances = rows.stream().mapToDouble(r -> middle.score(scaling.apply(r))).toArray();
    return ModelFile.of(
            MadeModels.card("made-up", "low", ModelCard.ALL),
            INPUTS,
            scaling,
            middle,
            Calibration.of(distances))
        .write();
  }
}
