package io.gatewatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogSource;
import io.gatewatch.ingest.routes.RouteTemplate;
import io.gatewatch.ingest.routes.Router;
import io.gatewatch.openapi.SharedSpecs.Specified;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With its specification loaded, an operation's calls get its own template and id. */
class SpecifiedOperationsTest {
  private static final double BAR = 0.99;

  @TempDir Path scratch;

  @Test
  void specifiedOperationsGetTheirOwnTemplateAndId() throws IOException {
    Map<String, Path> files = SharedSpecs.files(scratch);
    Map<String, List<CatalogSource>> read = new LinkedHashMap<>();
    List<CatalogSource> all = new ArrayList<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      long start = System.nanoTime();
      SpecReading reading = SpecFile.read(file.getValue());
      assertThat(reading).as(file.getKey()).isInstanceOf(SpecReading.Read.class);
      read.put(file.getKey(), ((SpecReading.Read) reading).sources());
      all.addAll(read.get(file.getKey()));
      System.out.printf(
          "%s read in %d ms%n", file.getKey(), (System.nanoTime() - start) / 1_000_000);
    }
    all.addAll(Catalog.shipped().sources());
    Catalog together = Catalog.of(all);
    together.conflicts().forEach(line -> System.out.println("conflict: " + line));
    for (Map.Entry<String, Path> file : files.entrySet()) {
      List<Specified> operations = SharedSpecs.operations(file.getValue());
      check(file.getKey() + " alone", operations, Catalog.of(read.get(file.getKey())));
      check(file.getKey() + " among all", operations, together);
    }
  }

  private static void check(String name, List<Specified> operations, Catalog catalog) {
    int right = 0;
    long calls = 0;
    for (Specified operation : operations) {
      int wrong = 0;
      Random random = new Random(operation.hashCode());
      for (int shape = 0; shape < IdShapes.count(); shape++) {
        for (int i = 0; i < 10; i++) {
          String path = Paths.filled(operation, Paths.mixed(random), random);
          RouteTemplate route = Router.route(operation.method(), path, catalog);
          boolean same =
              route.route().equals(operation.template())
                  && operation.operationId().equals(route.operation());
          wrong += same ? 0 : 1;
          calls++;
          if (!same && wrong == 1) {
            System.out.printf(
                "  %s %s: %s as %s %s%n",
                operation.method(), operation.template(), path, route.route(), route.operation());
          }
        }
      }
      right += wrong == 0 ? 1 : 0;
    }
    System.out.printf(
        "%s: %d of %d operations right in all their calls (%d calls)%n",
        name, right, operations.size(), calls);
    assertThat((double) right / operations.size()).as(name).isGreaterThanOrEqualTo(BAR);
  }
}
