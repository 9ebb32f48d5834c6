package io.gatewatch.replaydata.cli;

import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Training rows in words. */
final class RowWords {
  private RowWords() {}

  /** Such as {@code benign 1200, scraping 30}. */
  static String labels(SortedMap<String, Long> labels) {
    return labels.entrySet().stream().map(RowWords::one).collect(Collectors.joining(", "));
  }

  /** Such as {@code excluded: alert 12, quota 3}. */
  static String excluded(SortedMap<String, Long> excluded) {
    return excluded.isEmpty() ? "none excluded" : "excluded: " + labels(excluded);
  }

  private static String one(Map.Entry<String, Long> counted) {
    return counted.getKey() + " " + counted.getValue();
  }
}
