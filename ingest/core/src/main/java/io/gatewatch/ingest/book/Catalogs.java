package io.gatewatch.ingest.book;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Route catalogues by id and time. All that are in force at a time count together: where two know a
 * path, a person's goes before what ships, and that before what was learned. Immutable but for what
 * it remembers of its own answers.
 */
final class Catalogs {
  /** Id of the operation maps that come with Gatewatch. */
  static final String SHIPPED = "shipped";

  /** Id of what was learned from traffic. */
  static final String LEARNED = "learned";

  private static final int MOST_REMEMBERED = 16;
  private static final Comparator<String> PRECEDENCE =
      Comparator.comparingInt(Catalogs::rank).thenComparing(Comparator.naturalOrder());

  private final TreeMap<String, Timeline<Catalog>> byId = new TreeMap<>(PRECEDENCE);
  private final TreeSet<Long> changes = new TreeSet<>();
  private final Map<Long, Catalog> remembered = new ConcurrentHashMap<>();

  /** These and one record more. */
  Catalogs with(ControlRecord record) {
    Catalogs more = new Catalogs();
    more.byId.putAll(byId);
    more.changes.addAll(changes);
    Timeline<Catalog> before = byId.get(record.id());
    Timeline<Catalog> after = before == null ? new Timeline<>() : new Timeline<>(before);
    after.add(record, Catalog.read(record.payload()));
    more.byId.put(record.id(), after);
    more.changes.add(record.effectiveFrom().toEpochMilli());
    return more;
  }

  /** What is known at a time; nothing before the first record counts. */
  Catalog inForce(long epochMillis) {
    Long since = changes.floor(epochMillis);
    if (since == null) {
      return Catalog.EMPTY;
    }
    Catalog known = remembered.get(since);
    if (known == null) {
      if (remembered.size() >= MOST_REMEMBERED) {
        remembered.clear();
      }
      known = together(since);
      remembered.put(since, known);
    }
    return known;
  }

  private Catalog together(long epochMillis) {
    List<Catalog> parts = new ArrayList<>();
    for (Timeline<Catalog> timeline : byId.values()) {
      Catalog part = timeline.inForce(epochMillis);
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<CatalogSource> sources = new ArrayList<>();
    parts.forEach(part -> sources.addAll(part.sources()));
    return Catalog.of(sources);
  }

  private static int rank(String id) {
    return switch (id) {
      case SHIPPED -> 1;
      case LEARNED -> 2;
      default -> 0;
    };
  }
}
