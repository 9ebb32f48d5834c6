package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.ApiCall;
import java.util.List;

/**
 * How many rows a page a query asks for: the first whole number from 1 to 100,000 under one of the
 * names that APIs use for it, in any case. It names nobody, so it is kept as it is.
 */
final class PageSize {
  private static final int MOST_DIGITS = 6;

  private PageSize() {}

  /** Null when the query does not say. */
  static Integer of(List<RawCall.Parameter> query) {
    for (int i = 0; i < query.size(); i++) {
      RawCall.Parameter parameter = query.get(i);
      int rows = isNamed(parameter.name()) ? number(parameter.value()) : 0;
      if (rows > 0) {
        return rows;
      }
    }
    return null;
  }

  /** The length sorts out nearly all; a switch on it costs less than a set of texts. */
  private static boolean isNamed(String name) {
    return switch (name.length()) {
      case 3 -> is(name, "top");
      case 4 -> is(name, "size") || is(name, "$top");
      case 5 -> is(name, "limit") || is(name, "count");
      case 7 -> is(name, "perPage");
      case 8 -> is(name, "pageSize") || is(name, "per_page");
      case 9 -> is(name, "page_size");
      case 10 -> is(name, "maxResults") || is(name, "page[size]");
      default -> false;
    };
  }

  private static boolean is(String name, String known) {
    return name.equalsIgnoreCase(known);
  }

  /** The number in plain digits; 0 when it is none, or none that a page could have. */
  private static int number(String text) {
    if (text == null || text.isEmpty() || text.length() > MOST_DIGITS) {
      return 0;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return 0;
      }
      number = 10 * number + c - '0';
    }
    return number > ApiCall.MOST_ROWS ? 0 : number;
  }
}
