package io.gatewatch.ingest.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The operation maps under {@code /catalogs}, read once. */
final class ShippedCatalogs {
  private static final List<String> FILES =
      List.of(
          "open-banking-uk",
          "berlin-group",
          "temenos-transact",
          "mambu",
          "oracle-flexcube",
          "finacle");

  static final Catalog ALL = Catalog.of(sources());

  private ShippedCatalogs() {}

  private static List<CatalogSource> sources() {
    List<CatalogSource> sources = new ArrayList<>();
    for (String file : FILES) {
      sources.addAll(CatalogJson.read(text("/catalogs/" + file + ".json")));
    }
    return sources;
  }

  private static String text(String resource) {
    try (InputStream in = ShippedCatalogs.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
