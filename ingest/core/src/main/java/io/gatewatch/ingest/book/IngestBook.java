package io.gatewatch.ingest.book;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.util.List;

/**
 * What was in force when, of the control records that change how a line is read: agent registries.
 * Immutable, so that many threads may ask one while the next is made; whoever follows control
 * replaces it.
 */
public final class IngestBook {
  private static final IngestBook EMPTY = new IngestBook(new Timeline<>());

  private final Timeline<AgentRegistry> registries;

  private IngestBook(Timeline<AgentRegistry> registries) {
    this.registries = registries;
  }

  /** A book without records: nothing was ever in force. */
  public static IngestBook empty() {
    return EMPTY;
  }

  /** A book of these records. */
  public static IngestBook of(List<ControlRecord> records) {
    IngestBook book = EMPTY;
    for (ControlRecord record : records) {
      book = book.with(record);
    }
    return book;
  }

  /** Whether records of a kind change how lines are read. */
  public static boolean holds(String kind) {
    return kind.equals(ControlRecord.REGISTRY);
  }

  /**
   * This book and one record more; the same book when the record's kind is none of its business.
   *
   * @throws IllegalArgumentException when the payload cannot be used
   */
  public IngestBook with(ControlRecord record) {
    if (!record.kind().equals(ControlRecord.REGISTRY)) {
      return this;
    }
    Timeline<AgentRegistry> more = new Timeline<>(registries);
    more.add(record, AgentRegistry.read(record.payload()));
    return new IngestBook(more);
  }

  /** The agent registry in force at a time; null when none was. */
  public AgentRegistry registry(long epochMillis) {
    return registries.inForce(epochMillis);
  }
}
