package io.gatewatch.ingest.routes;

import io.gatewatch.ingest.catalog.RequestPath;
import java.util.ArrayList;
import java.util.List;

/**
 * A route that the gateway itself names, such as {@code /pets/{petId}}. Its parameters stay as they
 * are; its other segments pass the same judge as those of a path, since an operator may have
 * written an account number into a route as easily as a client into a path.
 */
public final class NamedRoute {
  private static final int LONGEST_NAME = 40;

  private NamedRoute() {}

  /** The template by its name alone, where no path was logged: without objects. */
  public static RouteTemplate of(String name) {
    return build(segments(name), null);
  }

  /**
   * The template by its name, with the objects that stand in the path where the name has a
   * parameter; null when the path does not fit the name, or the name takes a whole rest of the path
   * for one parameter.
   */
  public static RouteTemplate of(String name, String uri) {
    List<String> segments = segments(name);
    List<String> path = segments(RequestPath.of(uri));
    if (segments.size() != path.size() || segments.size() > RouteTemplate.MAX_SEGMENTS) {
      return null;
    }
    for (int i = 0; i < path.size(); i++) {
      String segment = segments.get(i);
      boolean fits =
          isParameter(segment) ? !segment.endsWith("+}") : segment.equalsIgnoreCase(path.get(i));
      if (!fits) {
        return null;
      }
    }
    return build(segments, path);
  }

  /**
   * @param path the segments that were requested; null when nobody knows them
   */
  private static RouteTemplate build(List<String> name, List<String> path) {
    TemplateDraft draft = new TemplateDraft(64, null);
    for (int i = 0; i < name.size(); i++) {
      if (i == RouteTemplate.MAX_SEGMENTS) {
        draft.addRest();
        break;
      }
      if (isParameter(name.get(i))) {
        draft.addParameter(name.get(i), path == null ? null : path.get(i));
      } else {
        draft.add(name.get(i), 0, name.get(i).length());
      }
    }
    RouteTemplate template = draft.build();
    // Ids that an operator wrote into his own route were not touched by anybody.
    return path == null
        ? new RouteTemplate(
            template.route(), template.words(), List.of(), template.sensitivity(), null)
        : template;
  }

  /** {name}, or {name+} for what takes the rest of the path. */
  private static boolean isParameter(String segment) {
    int last = segment.length() - 1;
    if (last < 2 || segment.charAt(0) != '{' || segment.charAt(last) != '}') {
      return false;
    }
    int end = segment.charAt(last - 1) == '+' ? last - 1 : last;
    for (int i = 1; i < end; i++) {
      char c = segment.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 1 || !((c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.'))) {
        return false;
      }
    }
    return end > 1 && end <= LONGEST_NAME;
  }

  private static List<String> segments(String path) {
    List<String> segments = new ArrayList<>();
    int from = 0;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int to = slash < 0 ? path.length() : slash;
      if (to > from) {
        segments.add(path.substring(from, to));
      }
      from = to + 1;
    }
    return segments;
  }
}
