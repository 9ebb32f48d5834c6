package io.gatewatch.detectors.book;

import io.gatewatch.detectors.rules.RuleSet;
import io.gatewatch.features.Leave;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.book.Timeline;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * All control records that change a judgement, by the time from which they count: asked what was in
 * force at a call's time. Ties are those of {@link Timeline}.
 */
public final class Book {
  private final Timeline<RuleSet> rules = new Timeline<>();
  private final Models models = new Models();
  private final Timeline<AgentRegistry> registries = new Timeline<>();
  private final Leaves leaves = new Leaves(registries);
  private final TreeMap<Long, Brain> brains = new TreeMap<>();

  /** What was asked for last, which most questions ask for again: in force from … until. */
  private Brain last;

  private long lastFrom;
  private long lastUntil;

  /**
   * A book of these records, in whatever order they are.
   *
   * @throws IllegalArgumentException as {@link #add} does
   */
  public static Book of(List<ControlRecord> records) {
    Book book = new Book();
    filesFirst(records).forEach(book::add);
    return book;
  }

  /** Records in the order in which none waits for another: model files before all else. */
  public static List<ControlRecord> filesFirst(List<ControlRecord> records) {
    Comparator<ControlRecord> files =
        Comparator.comparing(record -> !record.kind().equals(ControlRecord.MODEL_FILE));
    return records.stream().sorted(files).toList();
  }

  /** A book with the rules that ship with Gatewatch, in force since ever, and no model. */
  public static Book shipped() {
    return of(
        List.of(
            ControlRecord.of(
                ControlRecord.RULES, "shipped", 1, Instant.EPOCH, RuleSet.shipped().text())));
  }

  /** Whether records of a kind change a judgement. */
  public static boolean holds(String kind) {
    return kind.equals(ControlRecord.RULES)
        || kind.equals(ControlRecord.MODEL)
        || kind.equals(ControlRecord.MODEL_FILE)
        || kind.equals(ControlRecord.REGISTRY)
        || kind.equals(ControlRecord.VERDICT);
  }

  /**
   * Adds a record; kinds that change no judgement are none of this book's business.
   *
   * @throws IllegalArgumentException when its payload cannot be used: what is in force stays so. A
   *     pointer to a model file that is not here is refused like that too, and counts after all
   *     when a file comes that counts no later than the pointer, as if it had come before it
   */
  public void add(ControlRecord record) {
    switch (record.kind()) {
      case ControlRecord.RULES -> rules.add(record, RuleSet.read(record.payload()));
      case ControlRecord.MODEL -> models.add(record);
      case ControlRecord.MODEL_FILE -> models.addFile(record);
      case ControlRecord.REGISTRY -> registries.add(record, AgentRegistry.read(record.payload()));
      case ControlRecord.VERDICT -> leaves.add(record);
      default -> {}
    }
    brains.clear();
    last = null;
  }

  /**
   * Refuses a record that no book could take, whatever else it holds.
   *
   * @throws IllegalArgumentException in one line
   */
  public static void check(ControlRecord record) {
    switch (record.kind()) {
      case ControlRecord.MODEL, ControlRecord.MODEL_FILE -> Models.check(record);
      default -> new Book().add(record);
    }
  }

  /** Whether records of a kind allow somebody something, see {@link Leave}. */
  public static boolean givesLeave(String kind) {
    return kind.equals(ControlRecord.VERDICT) || kind.equals(ControlRecord.REGISTRY);
  }

  /** The registry that was in force at a time; null when none was. */
  public AgentRegistry registry(long epochMillis) {
    return registries.inForce(epochMillis);
  }

  /** What is allowed to whom. */
  public Leave leave() {
    return leaves;
  }

  /**
   * What was in force at a time.
   *
   * @throws IllegalStateException when no rules were
   */
  public Brain inForce(long epochMillis) {
    if (last == null || epochMillis < lastFrom || epochMillis >= lastUntil) {
      last = find(epochMillis);
    }
    return last;
  }

  /** Since when the agent registry in force at a time has been; the least number for ever. */
  public long registrySince(long epochMillis) {
    return registries.since(epochMillis);
  }

  private Brain find(long epochMillis) {
    RuleSet rule = rules.inForce(epochMillis);
    if (rule == null) {
      throw new IllegalStateException("no rules in force at " + Instant.ofEpochMilli(epochMillis));
    }
    long since =
        Math.max(
            rules.since(epochMillis),
            Math.max(models.since(epochMillis), registries.since(epochMillis)));
    lastFrom = since;
    lastUntil =
        Math.min(
            rules.until(epochMillis),
            Math.min(models.until(epochMillis), registries.until(epochMillis)));
    return brains.computeIfAbsent(
        since,
        s ->
            new Brain(
                rule,
                models.champion(epochMillis),
                models.shadow(epochMillis),
                registries.inForce(epochMillis)));
  }
}
