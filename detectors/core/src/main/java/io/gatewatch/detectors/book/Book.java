package io.gatewatch.detectors.book;

import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.models.AnomalyModel;
import io.gatewatch.models.ModelTraining;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All control records, by the time from which they count: asked what was in force at a call's time.
 */
public final class Book {
  private final TreeMap<Long, RuleSet> rules = new TreeMap<>();
  private final TreeMap<Long, AnomalyModel> models = new TreeMap<>();
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
      rules.put(from, RuleSet.read(record.payload()));
    } else if (record.kind().equals(ControlRecord.MODEL)) {
      models.put(from, ModelTraining.open(record.payload()));
    }
    brains.clear();
  }

  /**
   * What was in force at a time.
   *
   * @throws IllegalStateException when no rules were
   */
  public Brain inForce(long epochMillis) {
    Map.Entry<Long, RuleSet> rule = rules.floorEntry(epochMillis);
    if (rule == null) {
      throw new IllegalStateException("no rules in force at " + Instant.ofEpochMilli(epochMillis));
    }
    Map.Entry<Long, AnomalyModel> model = models.floorEntry(epochMillis);
    long since = Math.max(rule.getKey(), model == null ? rule.getKey() : model.getKey());
    AnomalyModel scorer = model == null ? null : model.getValue();
    return brains.computeIfAbsent(since, s -> new Brain(rule.getValue(), scorer));
  }
}
