package io.gatewatch.replaydata.train;

import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.detectors.Category;
import io.gatewatch.detectors.Entity;
import io.gatewatch.detectors.Severity;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When alerts about agents were open, from all versions of them. Size: an entry for each alert and
 * for each time that it was opened.
 */
public final class AlertSpans {
  /** One opening: from the minute of its first evidence to its closing. */
  private static final class Span {
    final String alertId;
    final Instant from;
    Instant to = Instant.MAX;
    boolean loud;

    Span(String alertId, Instant from) {
      this.alertId = alertId;
      this.from = from;
    }
  }

  /**
   * An alert as a whole.
   *
   * @param agent key of the agent that it is about; null for all others
   * @param category that its latest version has
   * @param lastSeen time of its latest evidence
   * @param until when it was closed last; {@link Instant#MAX} while it is open
   */
  public record Whole(
      String agent, Category category, Instant firstSeen, Instant lastSeen, Instant until) {}

  private final Map<String, Span> open = new HashMap<>();
  private final Map<String, List<Span>> byAgent = new HashMap<>();
  private final Map<String, Whole> byId = new HashMap<>();

  /**
   * Reads {@code alerts.ndjson} of a replay.
   *
   * @throws IllegalArgumentException with file and line when it is none
   */
  public static AlertSpans read(Path file) throws IOException {
    AlertSpans spans = new AlertSpans();
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          spans.alert(AlertJson.read(line.getBytes(StandardCharsets.UTF_8)));
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": not UTF-8", e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IllegalArgumentException(
          file + ": line " + number + ": no alert (expected: alerts.ndjson of a replay)", e);
    }
    return spans;
  }

  /** Takes a version; those of one alert in order. */
  public void alert(Alert alert) {
    boolean closes = alert.activity() == Alert.Activity.CLOSED;
    boolean agent = alert.entity().kind() == Entity.Kind.AGENT;
    Whole before = byId.get(alert.alertId());
    byId.put(
        alert.alertId(),
        new Whole(
            agent ? alert.entity().key() : null,
            alert.category(),
            alert.firstSeen(),
            alert.lastSeen(),
            closes ? alert.time() : Instant.MAX));
    if (!agent || alert.entity().key() == null) {
      return;
    }
    Span span = open.get(alert.alertId());
    if (span == null) {
      // One that comes back was not open in between.
      Instant from = before == null ? alert.firstSeen() : alert.time();
      span = new Span(alert.alertId(), from.truncatedTo(ChronoUnit.MINUTES));
      open.put(alert.alertId(), span);
      byAgent.computeIfAbsent(alert.entity().key(), k -> new ArrayList<>()).add(span);
    }
    span.loud |= alert.severity().compareTo(Severity.LOW) > 0;
    if (closes) {
      span.to = alert.time();
      open.remove(alert.alertId());
    }
  }

  /** An alert by its id; null when it is not known. */
  public Whole find(String alertId) {
    return byId.get(alertId);
  }

  /** Ids of the alerts above low about an agent that were open at a time. */
  public List<String> openAboveLow(String agent, Instant time) {
    List<String> ids = new ArrayList<>();
    for (Span span : byAgent.getOrDefault(agent, List.of())) {
      if (span.loud && !time.isBefore(span.from) && !time.isAfter(span.to)) {
        ids.add(span.alertId);
      }
    }
    return ids;
  }
}
