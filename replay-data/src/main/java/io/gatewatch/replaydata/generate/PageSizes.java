package io.gatewatch.replaydata.generate;

/** How many rows a page programs ask for where there are lists: each has one habit. */
final class PageSizes {
  private static final double LEFT_TO_THE_API = 0.3;
  private static final Integer[] USUAL = {10, 20, 25, 50, 100, 200, 500};

  private PageSizes() {}

  /** What a program asks for; 0 when it leaves that to the API. */
  static int of(Draw draw) {
    return draw.chance(LEFT_TO_THE_API) ? 0 : draw.pick(USUAL);
  }

  /** The query of a step, of a caller with such a habit; null for none. */
  static String query(Step step, int rows) {
    String query = step.query();
    boolean asked = query != null && query.contains("pageSize=");
    if (rows == 0 || asked || step.path() != null || !isList(step.endpoint())) {
      return query;
    }
    return (query == null ? "" : query + "&") + "pageSize=" + rows;
  }

  private static boolean isList(Endpoint endpoint) {
    return switch (endpoint) {
      case TRANSACTIONS, OLD_TRANSACTIONS, PRODUCTS, FEED -> true;
      default -> false;
    };
  }
}
