package io.gatewatch.console;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.Lane;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which alerts to list.
 *
 * @param lane null for all
 * @param statuses empty for all
 * @param limit 1..{@link #MOST}
 * @param after rows up to and with this one are left out; null from the top
 */
record AlertQuery(Lane lane, Set<Alert.Status> statuses, int limit, AlertRank after) {
  static final int MOST = 200;
  static final int USUAL = 100;

  AlertQuery {
    statuses = Set.copyOf(statuses);
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit: " + limit + " (expected: 1.." + MOST + ")");
    }
  }

  /**
   * Reads the parameters of a request; null is a parameter that is not there.
   *
   * @throws IllegalArgumentException says which one is wrong, and what was expected
   */
  static AlertQuery parse(String lane, String status, String limit, String cursor) {
    return new AlertQuery(
        lane == null ? null : constant(Lane.class, "lane", lane),
        status == null ? Set.of() : statuses(status),
        limit == null ? USUAL : number(limit),
        cursor == null ? null : AlertRank.parse(cursor));
  }

  boolean wants(Alert alert) {
    return (lane == null || alert.lane() == lane)
        && (statuses.isEmpty() || statuses.contains(alert.status()));
  }

  /** One status, several with commas, or open: whatever a person may still have to look at. */
  private static Set<Alert.Status> statuses(String text) {
    if (text.equals("open")) {
      return Set.of(Alert.Status.NEW, Alert.Status.IN_PROGRESS);
    }
    return Arrays.stream(text.split(",", -1))
        .map(word -> constant(Alert.Status.class, "status", word))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("limit: no whole number (expected: 1.." + MOST + ")", e);
    }
  }

  private static <E extends Enum<E>> E constant(Class<E> type, String name, String text) {
    for (E each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException(name + ": unknown (expected: " + names(type) + ")");
  }

  private static <E extends Enum<E>> String names(Class<E> type) {
    return String.join(
        ", ",
        Arrays.stream(type.getEnumConstants())
            .map(each -> each.name().toLowerCase(Locale.ROOT))
            .toList());
  }
}
