package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.routes.QueryObjects;
import io.gatewatch.ingest.routes.RawObject;
import io.gatewatch.ingest.routes.RouteTemplate;
import java.util.ArrayList;
import java.util.List;

/** Which objects a call touched: those of its path first, then those of its query. */
final class CallObjects {
  /** Most objects of one call. */
  static final int MAX = 64;

  private CallObjects() {}

  static List<RawObject> of(RawCall raw, RouteTemplate route) {
    List<RawObject> objects = new ArrayList<>(route.objects());
    for (RawCall.Parameter parameter : raw.query) {
      String kind = parameter.value() == null ? null : QueryObjects.kindOf(parameter.name(), route);
      if (kind != null) {
        addEach(kind, parameter.value(), objects);
      }
    }
    return objects;
  }

  /** A value may be a list with commas. */
  private static void addEach(String kind, String values, List<RawObject> objects) {
    int from = 0;
    while (from <= values.length() && objects.size() < MAX) {
      int comma = values.indexOf(',', from);
      int to = comma < 0 ? values.length() : comma;
      String id = values.substring(from, to).strip();
      if (!id.isEmpty()) {
        objects.add(new RawObject(kind, id));
      }
      from = to + 1;
    }
  }
}
