package io.gatewatch.replaydata.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.alerting.Alert;
import io.gatewatch.alerting.AlertJson;
import io.gatewatch.alerting.QuotaJson;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.replaydata.replay.RefusedMinute;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads what {@code replay} wrote. Of an alert's version little is kept, so long runs fit. */
public final class RunFiles {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ObjectMapper TIMED = DetectionCodec.mapper();

  private final Path folder;

  public RunFiles(Path folder) {
    this.folder = folder;
  }

  /** All versions of all alerts, in the file's order; a campaign's row only repeats its members. */
  public List<Raised> alerts() throws IOException {
    return rows("alerts.ndjson", RunFiles::raised);
  }

  private static Raised raised(byte[] line) {
    Alert alert = AlertJson.read(line);
    return alert.isCampaign() ? null : Raised.of(alert);
  }

  /** All cuts, in the file's order. */
  public List<Cut> cuts() throws IOException {
    return rows("quotas.ndjson", line -> Cut.of(QuotaJson.read(line)));
  }

  /** What the quotas would have refused; null when the run, being older, does not say. */
  public List<RefusedMinute> refused() throws IOException {
    return Files.exists(folder.resolve("refused.ndjson"))
        ? rows("refused.ndjson", RunFiles::refusedMinute)
        : null;
  }

  private static RefusedMinute refusedMinute(byte[] line) {
    try {
      return TIMED.readValue(line, RefusedMinute.class);
    } catch (IOException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /**
   * What the run was about; null when it had no calls.
   *
   * @param agentsKnown agents to reckon with when the summary, being older, does not count them
   */
  public RunSpan span(int agentsKnown, Duration warmup) throws IOException {
    Path file = folder.resolve("summary.json");
    JsonNode summary = JSON.readTree(file.toFile());
    if (summary.path("calls").asLong() == 0) {
      return null;
    }
    try {
      return new RunSpan(
          Instant.parse(summary.path("from").asText()),
          Instant.parse(summary.path("to").asText()),
          summary.path("calls").asLong(),
          summary.path("agents").asInt(agentsKnown),
          warmup);
    } catch (DateTimeException e) {
      throw new IOException(file + ": no times from and to (expected: what replay writes)", e);
    }
  }

  /** What the run's detectors promised; null when its summary, being older, does not say. */
  public Promised promised() throws IOException {
    JsonNode budget = JSON.readTree(folder.resolve("summary.json").toFile()).path("alertBudget");
    if (!budget.isObject()) {
      return null;
    }
    TreeMap<String, Double> each = new TreeMap<>();
    budget
        .path("promised")
        .properties()
        .forEach(p -> each.put(p.getKey(), p.getValue().asDouble()));
    return new Promised(budget.path("perDay").asDouble(), each);
  }

  private <T> List<T> rows(String name, Function<byte[], T> reading) throws IOException {
    Path file = folder.resolve(name);
    List<T> rows = new ArrayList<>();
    long number = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        T row = reading.apply(line.getBytes(StandardCharsets.UTF_8));
        if (row != null) {
          rows.add(row);
        }
      }
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new IOException(file + ":" + number + ": not what replay writes", e);
    }
    return rows;
  }
}
