package io.gatewatch.console;

import io.gatewatch.alerting.Alert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;

/**
 * Where an alert stands in a list: by risk, then by time, newest first, then by id. It doubles as
 * the cursor of a page, so a page stays right while alerts come and go.
 */
record AlertRank(int risk, Instant time, String alertId) implements Comparable<AlertRank> {
  private static final Comparator<AlertRank> ORDER =
      Comparator.comparingInt(AlertRank::risk)
          .reversed()
          .thenComparing(AlertRank::time, Comparator.reverseOrder())
          .thenComparing(AlertRank::alertId);

  static AlertRank of(Alert alert) {
    return new AlertRank(alert.risk(), alert.time(), alert.alertId());
  }

  /** The text that {@link #parse} reads. */
  String cursor() {
    String text = risk + " " + time.toEpochMilli() + " " + alertId;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  static AlertRank parse(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      String[] parts = text.split(" ", 3);
      return new AlertRank(
          Integer.parseInt(parts[0]), Instant.ofEpochMilli(Long.parseLong(parts[1])), parts[2]);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("cursor: unreadable (expected: one of ours)", e);
    }
  }

  @Override
  public int compareTo(AlertRank other) {
    return ORDER.compare(this, other);
  }
}
