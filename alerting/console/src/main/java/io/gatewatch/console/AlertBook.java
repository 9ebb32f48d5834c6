package io.gatewatch.console;

import io.gatewatch.alerting.Alert;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * The alerts that the console can show: of each the latest version, of all the newest by event
 * time, up to a bound. About 8 KB an alert with 20 samples. Safe for use by many threads.
 */
final class AlertBook {
  static final int BOUND = 10_000;

  private record Age(Instant time, String alertId) {
    static Age of(Alert alert) {
      return new Age(alert.time(), alert.alertId());
    }
  }

  private final int bound;
  private final Map<String, Alert> byId = new HashMap<>();
  private final TreeMap<AlertRank, Alert> ranked = new TreeMap<>();
  private final TreeSet<Age> ages =
      new TreeSet<>(Comparator.comparing(Age::time).thenComparing(Age::alertId));

  AlertBook() {
    this(BOUND);
  }

  AlertBook(int bound) {
    this.bound = bound;
  }

  /** Takes a version; false when it is not newer than what is there, or older than all it holds. */
  synchronized boolean put(Alert alert) {
    Alert known = byId.get(alert.alertId());
    if (known != null && known.version() >= alert.version()) {
      return false;
    }
    if (known != null) {
      forget(known);
    }
    byId.put(alert.alertId(), alert);
    ranked.put(AlertRank.of(alert), alert);
    ages.add(Age.of(alert));
    if (byId.size() > bound) {
      forget(byId.get(ages.first().alertId()));
    }
    return byId.containsKey(alert.alertId());
  }

  synchronized Optional<Alert> find(String alertId) {
    return Optional.ofNullable(byId.get(alertId));
  }

  /** The rows of a query, by risk and then newest first. */
  synchronized AlertPage list(AlertQuery query) {
    int total = 0;
    boolean more = false;
    List<Alert> rows = new ArrayList<>();
    for (Map.Entry<AlertRank, Alert> entry : ranked.entrySet()) {
      if (!query.wants(entry.getValue())) {
        continue;
      }
      total++;
      if (query.after() != null && entry.getKey().compareTo(query.after()) <= 0) {
        continue;
      }
      if (rows.size() < query.limit()) {
        rows.add(entry.getValue());
      } else {
        more = true;
      }
    }
    String next = more ? AlertRank.of(rows.get(rows.size() - 1)).cursor() : null;
    return new AlertPage(List.copyOf(rows), total, next);
  }

  synchronized void forEach(Consumer<Alert> visitor) {
    ranked.values().forEach(visitor);
  }

  private void forget(Alert alert) {
    byId.remove(alert.alertId());
    ranked.remove(AlertRank.of(alert));
    ages.remove(Age.of(alert));
  }
}
