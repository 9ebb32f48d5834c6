package io.gatewatch.collector;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogSource;
import io.gatewatch.ingest.catalog.learning.RouteLearner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What traffic teaches about routes, of all gateway groups together: one {@link RouteLearner} each,
 * of 64 groups at most. What was learned once stays learned.
 */
final class LearnedRoutes {
  private static final int MOST_GROUPS = 64;
  private static final String NAME = "learned";

  private record Group(String tenant, String name) implements Comparable<Group> {
    /** What the learner of this group calls its source. */
    String source() {
      return "traffic of " + tenant + "/" + name;
    }

    @Override
    public int compareTo(Group other) {
      int order = tenant.compareTo(other.tenant);
      return order == 0 ? name.compareTo(other.name) : order;
    }
  }

  private final TreeMap<Group, RouteLearner> learners = new TreeMap<>();

  /** Sees a call. */
  void observe(ApiCall call) {
    Group group = new Group(call.tenant(), call.gatewayGroup());
    RouteLearner learner = learners.get(group);
    if (learner == null && learners.size() < MOST_GROUPS) {
      learner = new RouteLearner(group.tenant, group.name);
      learners.put(group, learner);
    }
    if (learner != null) {
      learner.observe(call);
    }
  }

  /** The newest of the learned catalogues that can be read; the book, too, passes others over. */
  static Catalog inForce(List<ControlRecord> records) {
    return records.stream()
        .filter(record -> record.id().equals(IngestBook.LEARNED_CATALOG))
        .sorted(Comparator.comparingInt(ControlRecord::version).reversed())
        .map(LearnedRoutes::readable)
        .flatMap(Optional::stream)
        .findFirst()
        .orElse(Catalog.EMPTY);
  }

  /** What is known now, if that is more than before. */
  Optional<Catalog> more(Catalog before) {
    Map<String, CatalogSource> sources = bySource(before);
    for (var entry : learners.entrySet()) {
      CatalogSource known = sources.get(entry.getKey().source());
      CatalogSource learned = entry.getValue().learned(known);
      if (!learned.learned().isEmpty()) {
        sources.put(entry.getKey().source(), learned);
      }
    }
    Catalog after = Catalog.of(List.copyOf(sources.values()));
    return after.version().equals(Catalog.of(known(before)).version())
        ? Optional.empty()
        : Optional.of(after);
  }

  /** Forgets the evidence for what is in force: its routes come masked from here on. */
  void settle(Catalog inForce) {
    Map<String, CatalogSource> sources = bySource(inForce);
    learners.forEach(
        (group, learner) -> {
          CatalogSource known = sources.get(group.source());
          if (known != null) {
            learner.settle(known);
          }
        });
  }

  private static Optional<Catalog> readable(ControlRecord record) {
    try {
      return Optional.of(Catalog.read(record.payload()));
    } catch (RuntimeException e) {
      // Of whatever kind: the follower has refused and counted it.
      return Optional.empty();
    }
  }

  private static List<CatalogSource> known(Catalog catalog) {
    return List.copyOf(bySource(catalog).values());
  }

  private static Map<String, CatalogSource> bySource(Catalog catalog) {
    TreeMap<String, CatalogSource> sources = new TreeMap<>();
    for (CatalogSource source : new ArrayList<>(catalog.sources())) {
      if (source.name().equals(NAME)) {
        sources.put(source.source(), source);
      }
    }
    return sources;
  }
}
