package io.gatewatch.openapi;

import io.gatewatch.ingest.catalog.CatalogSource;
import java.util.List;

/** What became of a file with operations. */
public sealed interface SpecReading {
  /**
   * It was read.
   *
   * @param sources one for each set of base paths that operations of the file have
   * @param remarks what was passed over, one line each
   */
  record Read(List<CatalogSource> sources, List<String> remarks) implements SpecReading {
    public Read {
      sources = List.copyOf(sources);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * It was not read.
   *
   * @param line which file, what is wrong, and how to mend it
   */
  record Unreadable(String line) implements SpecReading {}
}
