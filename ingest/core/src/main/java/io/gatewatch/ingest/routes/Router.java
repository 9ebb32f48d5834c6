package io.gatewatch.ingest.routes;

import io.gatewatch.ingest.catalog.Catalog;
import io.gatewatch.ingest.catalog.CatalogMatch;
import io.gatewatch.ingest.catalog.OperationNames;
import io.gatewatch.ingest.catalog.RequestPath;
import java.util.ArrayList;
import java.util.List;

/**
 * From a request to its route: the catalogue's when it knows the path, else by the looks of each
 * segment and what was learned from traffic. A pure function of method, path and catalogue.
 */
public final class Router {
  private Router() {}

  /** The route of a method (upper case) and a request target. */
  public static RouteTemplate route(String method, String uri, Catalog catalog) {
    return route(method, uri, null, catalog);
  }

  /**
   * The same, where the gateway names a route of its own: it counts when no catalogue knows the
   * path.
   */
  public static RouteTemplate route(
      String method, String uri, String gatewayRoute, Catalog catalog) {
    String path = RequestPath.of(uri);
    CatalogMatch known = catalog.matchOrPath(method, path);
    if (known != null) {
      return ofKnown(path, known);
    }
    RouteTemplate named = gatewayRoute == null ? null : NamedRoute.of(gatewayRoute, path);
    if (named != null) {
      return named;
    }
    String parted = RequestPath.withSlashes(path);
    return parted == null
        ? RouteTemplate.ofPath(path, catalog.learned())
        : ofParted(method, path, parted, catalog);
  }

  /**
   * Some gateways take an encoded slash for a slash, others for a part of an id: an operation that
   * is known with slashes counts, and what harm the words do that stand behind them.
   */
  private static RouteTemplate ofParted(
      String method, String path, String parted, Catalog catalog) {
    CatalogMatch known = catalog.matchOrPath(method, parted);
    if (known != null) {
      return ofKnown(parted, known);
    }
    RouteTemplate whole = RouteTemplate.ofPath(path, catalog.learned());
    RouteTemplate words = RouteTemplate.ofPath(parted, catalog.learned());
    return new RouteTemplate(
        whole.route(),
        words.words(),
        whole.objects(),
        OperationNames.higher(whole.sensitivity(), words.sensitivity()),
        null);
  }

  private static RouteTemplate ofKnown(String path, CatalogMatch known) {
    return new RouteTemplate(
        known.template(), known.words(), objects(path, known), known.sensitivity(), known);
  }

  private static List<RawObject> objects(String path, CatalogMatch known) {
    List<CatalogMatch.Parameter> parameters = known.parameters();
    if (parameters.isEmpty()) {
      return List.of();
    }
    List<RawObject> objects = new ArrayList<>(parameters.size());
    int next = 0;
    int segment = 0;
    int from = 0;
    while (from < path.length() && next < parameters.size()) {
      int to = RequestPath.segmentEnd(path, from);
      if (to > from) {
        CatalogMatch.Parameter parameter = parameters.get(next);
        if (parameter.segment() == segment) {
          int end = RequestPath.textEnd(path, from, to) - parameter.after();
          String id = path.substring(from + parameter.before(), end);
          objects.add(new RawObject(parameter.kind(), RequestPath.decoded(id)));
          next++;
        }
        segment++;
      }
      from = to + 1;
    }
    return objects;
  }
}
