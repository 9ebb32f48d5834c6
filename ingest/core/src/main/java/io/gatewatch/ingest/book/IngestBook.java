package io.gatewatch.ingest.book;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.time.Instant;
import java.util.List;

/**
 * What was in force when, of the control records that change how a line is read: route catalogues
 * and agent registries. Immutable, so that many threads may ask one while the next is made; whoever
 * follows control replaces it.
 */
public final class IngestBook {
  /** Id of the catalogue that ships, among catalogues. */
  public static final String SHIPPED_CATALOG = Catalogs.SHIPPED;

  /** Id of the catalogue that was learned from traffic. */
  public static final String LEARNED_CATALOG = Catalogs.LEARNED;

  private static final IngestBook EMPTY = new IngestBook(new Catalogs(), new Timeline<>());

  private final Catalogs catalogs;
  private final Timeline<AgentRegistry> registries;

  private IngestBook(Catalogs catalogs, Timeline<AgentRegistry> registries) {
    this.catalogs = catalogs;
    this.registries = registries;
  }

  /** A book without records: nothing was ever in force. */
  public static IngestBook empty() {
    return EMPTY;
  }

  /** A book with the catalogue that ships with Gatewatch, in force since ever. */
  public static IngestBook shipped() {
    return Shipped.BOOK;
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
    return kind.equals(ControlRecord.CATALOG) || kind.equals(ControlRecord.REGISTRY);
  }

  /**
   * This book and one record more; the same book when the record's kind is none of its business.
   *
   * @throws IllegalArgumentException when the payload cannot be used
   */
  public IngestBook with(ControlRecord record) {
    if (record.kind().equals(ControlRecord.CATALOG)) {
      return new IngestBook(catalogs.with(record), registries);
    }
    if (!record.kind().equals(ControlRecord.REGISTRY)) {
      return this;
    }
    Timeline<AgentRegistry> more = new Timeline<>(registries);
    more.add(record, AgentRegistry.read(record.payload()));
    return new IngestBook(catalogs, more);
  }

  /** The operations known at a time, of all catalogues then in force. */
  public Catalog catalog(long epochMillis) {
    return catalogs.inForce(epochMillis);
  }

  /** The agent registry in force at a time; null when none was. */
  public AgentRegistry registry(long epochMillis) {
    return registries.inForce(epochMillis);
  }

  /** Read once, by whoever asks first. */
  private static final class Shipped {
    static final IngestBook BOOK =
        of(
            List.of(
                ControlRecord.of(
                    ControlRecord.CATALOG,
                    SHIPPED_CATALOG,
                    1,
                    Instant.EPOCH,
                    Catalog.shipped().text())));
  }
}
