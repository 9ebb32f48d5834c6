package io.gatewatch.replaydata.up;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.desk.DeskBook;
import io.gatewatch.collector.ControlDesk;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.book.IngestBook;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.config.IngestConfig;
import io.gatewatch.replaydata.control.Positions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code up} is told about the gateways' lines, and of work to come. All but the configuration
 * is published, so it stays in force at the next start when nothing is told.
 *
 * @param config identity rules and trusted proxies
 * @param catalog operations, as {@link Catalog#text}; null when nothing was told
 * @param registry agents, as YAML; null when nothing was told
 * @param maintenance windows and snoozes, as YAML; null when nothing was told
 */
public record Knowledge(IngestConfig config, String catalog, String registry, String maintenance) {
  public Knowledge {
    requireNonNull(config, "config");
  }

  /** What ships. */
  public static Knowledge shipped() {
    return new Knowledge(IngestConfig.shipped(), null, null, null);
  }

  /**
   * Publishes what ships, and what was told, where the newest version says something else.
   *
   * @return one line for each record that was published
   */
  List<String> publish(String broker) {
    ControlDesk desk = Positions.desk(broker);
    List<Optional<ControlRecord>> published = new ArrayList<>();
    published.add(
        desk.publishChanged(
            ControlRecord.CATALOG, IngestBook.SHIPPED_CATALOG, Catalog.shipped().text()));
    if (catalog != null) {
      published.add(desk.publishChanged(ControlRecord.CATALOG, ControlDesk.GIVEN, catalog));
    }
    if (registry != null) {
      published.add(desk.publishChanged(ControlRecord.REGISTRY, ControlDesk.GIVEN, registry));
    }
    if (maintenance != null) {
      published.add(desk.publishChanged(DeskBook.MAINTENANCE, ControlDesk.GIVEN, maintenance));
    }
    return published.stream()
        .flatMap(Optional::stream)
        .map(record -> record.key() + " counts from " + record.effectiveFrom())
        .toList();
  }
}
