package io.gatewatch.replaydata.train;

import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.alerting.QuotaUpdate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Quota updates as text, put into the order in which they were made. */
public final class QuotaUpdates {
  private static final Pattern KEY = Pattern.compile("[^/]+/[^/]+/[^/]+/[^/]+");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private QuotaUpdates() {}

  /**
   * Reads a file: {@code quotas.ndjson}, or the records of {@code gatewatch.quotas}, one a line.
   *
   * @throws IllegalArgumentException with file and line when it is none
   */
  public static List<QuotaUpdate> read(Path file) throws IOException {
    List<QuotaUpdate> updates = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        try {
          updates.add(read(lines.get(i)));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException(
              file + ": line " + (i + 1) + ": no quota update (expected: quotas.ndjson)" + said(e),
              e);
        }
      }
    }
    return inOrder(updates);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static QuotaUpdate read(String json) {
    QuotaUpdate update;
    try {
      update = QuotaJson.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (NullPointerException e) {
      throw new IllegalArgumentException("a field is missing", e);
    }
    return whole(update);
  }

  /** An update, once nothing is missing and its times are times that one can count with. */
  static QuotaUpdate whole(QuotaUpdate update) {
    boolean whole =
        update != null
            && update.agentId() != null
            && update.mode() != null
            && update.issuedAt() != null
            && update.expiresAt() != null
            && KEY.matcher(update.key()).matches();
    if (!whole) {
      throw new IllegalArgumentException("a field is missing");
    }
    if (!isTime(update.time()) || !isTime(update.issuedAt()) || !isTime(update.expiresAt())) {
      throw new TimeOutOfRange();
    }
    return update;
  }

  private static boolean isTime(Instant time) {
    return !time.isBefore(Instant.EPOCH) && !time.isAfter(LAST);
  }

  private static String said(IllegalArgumentException e) {
    return e instanceof TimeOutOfRange ? ": " + e.getMessage() : "";
  }

  /** What is no time of a log. */
  private static final class TimeOutOfRange extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TimeOutOfRange() {
      super("its times must lie between 1970 and 9999");
    }
  }

  /** By time, then version: of one key that is the order in which they followed one another. */
  public static List<QuotaUpdate> inOrder(List<QuotaUpdate> updates) {
    return updates.stream()
        .sorted(
            Comparator.comparing(QuotaUpdate::time)
                .thenComparing(QuotaUpdate::controllerEpoch)
                .thenComparing(QuotaUpdate::version))
        .toList();
  }
}
