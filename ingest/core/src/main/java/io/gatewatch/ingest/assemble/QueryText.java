package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.routes.QueryObjects;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a raw query string (application/x-www-form-urlencoded) into parameters. */
public final class QueryText {
  /** Most parameters that are kept of one call, and as many again of those that name objects. */
  private static final int MAX_PARAMETERS = 100;

  private QueryText() {}

  /** Adds the parameters of a query, with or without its question mark. */
  public static void read(String query, List<RawCall.Parameter> into) {
    int from = query.startsWith("?") ? 1 : 0;
    while (from < query.length()) {
      int and = query.indexOf('&', from);
      int to = and < 0 ? query.length() : and;
      int equals = equalsSign(query, from, to);
      if (to > from && equals < 0) {
        add(decoded(query.substring(from, to)), "", into);
      } else if (equals >= 0) {
        String value = query.substring(equals + 1, to);
        add(decoded(query.substring(from, equals)), decoded(value), into);
      }
      from = to + 1;
    }
  }

  /** Keeps a parameter while there is room: nobody hides an object behind a hundred others. */
  public static void add(String name, String value, List<RawCall.Parameter> into) {
    int room = into.size() < MAX_PARAMETERS || !QueryObjects.mayName(name) ? 1 : 2;
    if (into.size() < room * MAX_PARAMETERS) {
      into.add(new RawCall.Parameter(name, value));
    }
  }

  /** Looks no further than the parameter, so that all parameters together are read once. */
  private static int equalsSign(String query, int from, int to) {
    for (int i = from; i < to; i++) {
      if (query.charAt(i) == '=') {
        return i;
      }
    }
    return -1;
  }

  private static String decoded(String text) {
    if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
      return text;
    }
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
