package io.gatewatch.detectors;

import io.gatewatch.detectors.book.Book;
import io.gatewatch.detectors.chronicle.ChronicleRow;
import io.gatewatch.detectors.judge.DetectionPipeline;
import io.gatewatch.features.Rounds;
import io.gatewatch.ingest.ApiCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plays calls through the whole core and keeps what it found. */
public final class Court {
  private final List<Detection> detections = new ArrayList<>();
  private final List<ChronicleRow> chronicle = new ArrayList<>();
  private final DetectionPipeline pipeline;

  public Court(Book book) {
    pipeline = new DetectionPipeline(book, detections::add, chronicle::add);
  }

  /** What the shipped rules find in these callers' calls; the clock ticks with each round. */
  public static Court hears(TestCalls... callers) {
    return new Court(Book.shipped()).hear(TestCalls.together(Arrays.asList(callers)));
  }

  /** Hears calls in the order of time, tells the clock at each new round, and lets time run out. */
  public Court hear(List<ApiCall> calls) {
    for (ApiCall call : calls) {
      long time = call.time().toEpochMilli();
      tick(Rounds.of(time) * Rounds.MILLIS);
      take(call);
    }
    return tick(Long.MAX_VALUE / 2);
  }

  public Court take(ApiCall call) {
    pipeline.call(call);
    return this;
  }

  public Court tick(long epochMillis) {
    pipeline.advance(epochMillis);
    return this;
  }

  public List<Detection> detections() {
    return List.copyOf(detections);
  }

  public List<ChronicleRow> chronicle() {
    return List.copyOf(chronicle);
  }

  public List<Detection> about(Category category) {
    return detections.stream().filter(d -> d.category() == category).toList();
  }

  public Set<Category> categories() {
    return detections.stream()
        .map(Detection::category)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The records of each entity, OWN and PAST apart from SAME, in the order in which they were told:
   * what readers of {@code gatewatch.detections} can rely on.
   */
  public Map<String, List<String>> records() {
    Map<String, List<String>> records = new TreeMap<>();
    for (Detection d : detections) {
      String lane = d.entity().key() + (d.need() == Need.SAME ? " same" : " own or past");
      records.computeIfAbsent(lane, k -> new ArrayList<>()).add(json(d));
    }
    return records;
  }

  public static String json(Detection detection) {
    return new String(DetectionCodec.write(DetectionRecord.of(detection)), StandardCharsets.UTF_8);
  }
}
