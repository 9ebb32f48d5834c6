package io.gatewatch.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.Principal;
import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogSource;
import io.gatewatch.ingest.catalog.learning.RouteLearner;
import io.gatewatch.ingest.routes.Router;
import io.gatewatch.openapi.SharedSpecs.Specified;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Without any specification, the looks of segments and what the learner saw put parameters where
 * the specification has them. Each parameter of an operation has ids of one shape; agents have
 * customers of their own.
 */
class LearnedTemplatesTest {
  private static final double BAR = 0.95;

  /** Where every id in every path looks like a word. */
  private static final double WORDLIKE_BAR = 0.9;

  private static final int AGENTS = 5;
  private static final int PASSES = 60;
  private static final int PUBLISHED = 4;
  private static final int WORDLIKE = 4;
  private static final int FRESH = 20;

  /** Deals shapes anew for each round; negative ones deal only those that look like words. */
  private int round;

  @TempDir Path scratch;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, -1})
  void learnedTemplatesAgreeWithTheSpecifications(int dealt) throws IOException {
    round = dealt;
    int operations = 0;
    int looks = 0;
    int learned = 0;
    for (Map.Entry<String, Path> file : SharedSpecs.files(scratch).entrySet()) {
      List<Specified> specified = SharedSpecs.operations(file.getValue());
      Catalog catalog = learn(specified);
      int before = agreeing(specified, Catalog.EMPTY, false);
      int after = agreeing(specified, catalog, true);
      System.out.printf(
          "round %d, %s: %d operations, by looks alone %d, after learning %d, %d learned paths%n",
          round,
          file.getKey(),
          specified.size(),
          before,
          after,
          catalog.sources().get(0).learned().size());
      operations += specified.size();
      looks += before;
      learned += after;
    }
    System.out.printf(
        "round %d, all: %d operations, looks %d, learned %d%n", round, operations, looks, learned);
    assertThat((double) learned / operations)
        .isGreaterThanOrEqualTo(round < 0 ? WORDLIKE_BAR : BAR);
  }

  /** Every agent calls every operation again and again; now and then a version is published. */
  private Catalog learn(List<Specified> operations) {
    RouteLearner learner = new RouteLearner("bank", "public");
    CatalogSource source = learner.learned(null);
    Catalog catalog = Catalog.of(List.of(source));
    Random random = new Random(3);
    for (int pass = 1; pass <= PASSES; pass++) {
      for (int agent = 0; agent < AGENTS; agent++) {
        for (Specified operation : operations) {
          String path = Paths.filled(operation, shapes(operation), random);
          learner.observe(call(agent, Router.route(operation.method(), path, catalog).route()));
        }
      }
      if (pass % PUBLISHED == 0) {
        source = learner.learned(source);
        learner.settle(source);
        catalog = Catalog.of(List.of(source));
      }
    }
    return catalog;
  }

  private int agreeing(List<Specified> operations, Catalog catalog, boolean tell) {
    int agreeing = 0;
    Random random = new Random(4);
    for (Specified operation : operations) {
      String expected = Paths.positions(operation.template());
      String other = null;
      for (int i = 0; i < FRESH; i++) {
        String path = Paths.filled(operation, shapes(operation), random);
        String route = Router.route(operation.method(), path, catalog).route();
        boolean same = (Paths.positions(route) + "/").equals((expected + "/").replace("//", "/"));
        other = same ? other : path + " as " + route;
      }
      agreeing += other == null ? 1 : 0;
      if (other != null && tell) {
        System.out.printf("  %s %s: %s%n", operation.method(), operation.template(), other);
      }
    }
    return agreeing;
  }

  /** One shape for each parameter, the same in all calls of an operation's prefix. */
  private ToIntFunction<String> shapes(Specified operation) {
    return name -> {
      int at = operation.template().indexOf("{" + name + "}");
      int hash = operation.template().substring(0, at).hashCode() * 31 + name.hashCode();
      int dealt = (hash ^ (hash >>> 16)) + 7919 * round;
      return round < 0
          ? IdShapes.count() - 1 - Math.floorMod(dealt, WORDLIKE)
          : Math.floorMod(dealt, IdShapes.count());
    };
  }

  private static ApiCall call(int agent, String route) {
    return new ApiCall(
        Instant.EPOCH,
        null,
        false,
        "bank",
        null,
        "public",
        null,
        "id",
        null,
        Principal.agent("agent-" + agent, "kong"),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "GET",
        route,
        "service",
        null,
        "any.read",
        null,
        200,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
