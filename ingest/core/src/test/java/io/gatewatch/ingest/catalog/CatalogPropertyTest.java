package io.gatewatch.ingest.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.routes.RouteTemplate;
import io.gatewatch.ingest.routes.Router;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CatalogPropertyTest {
  private static final List<String> SEGMENTS =
      List.of("a", "b", "{x}", "{y:-}", "{z=a|b}", "{w}:go", "<version>", "c-{v}");
  private static final List<String> VALUES =
      List.of("a", "b", "7", "x:go", "c-7", "v1", "..", ":go", "c-", "é", "4111111111111111");

  /** The tree finds what a walk over the list of all paths, most special first, finds. */
  @Property(tries = 3000)
  void theTreeFindsWhatAListWouldFind(
      @ForAll("paths") List<String> paths, @ForAll("requests") String request) {
    List<CatalogOperation> operations = new ArrayList<>();
    for (String path : paths) {
      operations.add(CatalogOperation.of("GET", path, "op" + operations.size()));
    }
    CatalogSource source = CatalogSource.of("any", "by hand", "low", List.of(), operations);
    CatalogMatch match = Catalog.of(List.of(source)).match("GET", request);
    CatalogOperation expected = byWalking(operations, RequestPath.of(request));
    assertThat(match == null ? null : match.operationId())
        .isEqualTo(expected == null ? null : expected.operationId());
  }

  /** Whatever is asked for, a route holds nothing but the catalogue's own text and versions. */
  @Property(tries = 3000)
  void aKnownRouteHoldsNothingOfTheValues(
      @ForAll("paths") List<String> paths, @ForAll("requests") String request) {
    List<CatalogOperation> operations =
        paths.stream().map(path -> CatalogOperation.of("GET", path, "op")).toList();
    Catalog catalog =
        Catalog.of(List.of(CatalogSource.of("any", "by hand", "low", List.of(), operations)));
    RouteTemplate route = Router.route("POST", request, catalog);
    if (route.known() != null) {
      assertThat(List.of(route.route().substring(1).split("/", -1)))
          .allMatch(
              segment ->
                  List.of("", "a", "b", "{x}", "{y}", "{z}", "{w}:go", "c-{v}", "v1")
                      .contains(segment));
    }
  }

  @Property(tries = 2000)
  void anyTargetIsAnswered(@ForAll String target) {
    RouteTemplate route = Router.route("GET", target, Catalog.shipped());
    assertThat(route.route()).startsWith("/");
  }

  @Provide
  Arbitrary<List<String>> paths() {
    return Arbitraries.of(SEGMENTS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(segments -> "/" + String.join("/", segments))
        .list()
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<String> requests() {
    return Arbitraries.of(VALUES)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(values -> "/" + String.join("//", values));
  }

  private static CatalogOperation byWalking(List<CatalogOperation> operations, String request) {
    CatalogOperation best = null;
    for (CatalogOperation operation : operations) {
      boolean fits = fits(operation.pattern().segments(), request);
      if (fits && (best == null || rank(operation).compareTo(rank(best)) < 0)) {
        best = operation;
      }
    }
    return best;
  }

  private static boolean fits(List<PathSegment> segments, String request) {
    List<String> values =
        List.of(request.split("/", -1)).stream().filter(v -> !v.isEmpty()).toList();
    if (values.size() != segments.size()) {
      return false;
    }
    for (int i = 0; i < values.size(); i++) {
      if (!segments.get(i).matches(values.get(i), 0, values.get(i).length())) {
        return false;
      }
    }
    return true;
  }

  /** Segment by segment: form, then the longer text around the value. */
  private static String rank(CatalogOperation operation) {
    StringBuilder rank = new StringBuilder();
    for (PathSegment s : operation.pattern().segments()) {
      boolean affixed = s.form() == PathSegment.Form.AFFIXED;
      int around = affixed ? s.text().length() + s.after().length() : 0;
      rank.append((char) ('a' + s.form().ordinal())).append((char) ('z' - around));
    }
    return rank.toString();
  }
}
