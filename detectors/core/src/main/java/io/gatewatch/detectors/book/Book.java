package io.gatewatch.detectors.book;

import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelTraining;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All control records, by the time from which they count: asked what was in force at a call's time.
 * Of two that count from the same time the higher version holds (then the greater id), so that the
 * order in which they were read does not show.
 */
public final class Book {
  /** What a record holds, ranked among those that count from the same time. */
  private record Ranked<T>(int version, String id, T content) {
    static <T> Ranked<T> higher(Ranked<T> a, Ranked<T> b) {
      int order = Integer.compare(a.version, b.version);
      return (order == 0 ? a.id.compareTo(b.id) : order) > 0 ? a : b;
    }
  }

  private final TreeMap<Long, Ranked<RuleSet>> rules = new TreeMap<>();
  private final TreeMap<Long, Ranked<AnomalyModel>> models = new TreeMap<>();
  private final TreeMap<Long, Brain> brains = new TreeMap<>();

  /** A book of these records. */
  public static Book of(List<ControlRecord> records) {
    Book book = new Book();
    records.forEach(book::add);
    return book;
  }

  /** A book with the rules that ship with Gatewatch, in force since ever, and no model. */
  public static Book shipped() {
    return of(
        List.of(
            ControlRecord.of(
                ControlRecord.RULES, "shipped", 1, Instant.EPOCH, RuleSet.shipped().text())));
  }

  /**
   * Adds a record; other kinds than rules and models are none of this book's business.
   *
   * @throws IllegalArgumentException when its payload cannot be used; the book is unchanged then
   */
  public void add(ControlRecord record) {
    long from = record.effectiveFrom().toEpochMilli();
    if (record.kind().equals(ControlRecord.RULES)) {
      rules.merge(from, ranked(record, RuleSet.read(record.payload())), Ranked::higher);
    } else if (record.kind().equals(ControlRecord.MODEL)) {
      models.merge(from, ranked(record, ModelTraining.open(record.payload())), Ranked::higher);
    }
    brains.clear();
  }

  private static <T> Ranked<T> ranked(ControlRecord record, T content) {
    return new Ranked<>(record.version(), record.id(), content);
  }

  /**
   * What was in force at a time.
   *
   * @throws IllegalStateException when no rules were
   */
  public Brain inForce(long epochMillis) {
    Map.Entry<Long, Ranked<RuleSet>> rule = rules.floorEntry(epochMillis);
    if (rule == null) {
      throw new IllegalStateException("no rules in force at " + Instant.ofEpochMilli(epochMillis));
    }
    Map.Entry<Long, Ranked<AnomalyModel>> model = models.floorEntry(epochMillis);
    long since = Math.max(rule.getKey(), model == null ? rule.getKey() : model.getKey());
    AnomalyModel scorer = model == null ? null : model.getValue().content();
    return brains.computeIfAbsent(since, s -> new Brain(rule.getValue().content(), scorer));
  }
}
