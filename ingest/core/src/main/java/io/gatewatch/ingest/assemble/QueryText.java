package io.gatewatch.ingest.assemble;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads a raw query string (application/x-www-form-urlencoded) into parameters. */
public final class QueryText {
  /** Most parameters of one call that are looked at. */
  public static final int MAX_PARAMETERS = 100;

  private QueryText() {}

  /** Adds the parameters of a query, with or without its question mark. */
  public static void read(String query, List<RawCall.Parameter> into) {
    int from = query.startsWith("?") ? 1 : 0;
    while (from < query.length() && into.size() < MAX_PARAMETERS) {
      int and = query.indexOf('&', from);
      int to = and < 0 ? query.length() : and;
      int equals = equalsSign(query, from, to);
      if (to > from && equals < 0) {
        into.add(new RawCall.Parameter(decoded(query.substring(from, to)), ""));
      } else if (equals >= 0) {
        into.add(
            new RawCall.Parameter(
                decoded(query.substring(from, equals)), decoded(query.substring(equals + 1, to))));
      }
      from = to + 1;
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
