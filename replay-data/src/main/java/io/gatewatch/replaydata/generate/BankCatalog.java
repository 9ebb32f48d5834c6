package io.gatewatch.replaydata.generate;

import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogOperation;
import io.gatewatch.ingest.catalog.CatalogSource;
import io.gatewatch.ingest.catalog.Retirement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes what the bank has documented as a catalogue, for {@code replay --catalog}: all of {@link
 * Endpoint} but what is internal; the old versions are deprecated.
 */
final class BankCatalog {
  private BankCatalog() {}

  /** The whole file. */
  static byte[] write() {
    List<CatalogOperation> operations = new ArrayList<>();
    for (Endpoint endpoint : Endpoint.values()) {
      if (isDocumented(endpoint)) {
        operations.add(operation(endpoint));
      }
    }
    CatalogSource bank =
        CatalogSource.of("bank", "the generated bank's portal", "high", List.of(), operations);
    return Catalog.of(List.of(bank)).text().getBytes(StandardCharsets.UTF_8);
  }

  private static boolean isDocumented(Endpoint endpoint) {
    return endpoint != Endpoint.INTERNAL && endpoint != Endpoint.ACTUATOR;
  }

  private static CatalogOperation operation(Endpoint endpoint) {
    String id = endpoint.name().toLowerCase(Locale.ROOT);
    CatalogOperation plain = CatalogOperation.of(endpoint.method(), endpoint.path("{id}"), id);
    return id.startsWith("old_") ? plain.retiring(Retirement.deprecatedNow()) : plain;
  }
}
