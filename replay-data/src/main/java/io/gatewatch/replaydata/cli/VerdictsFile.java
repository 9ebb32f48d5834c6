package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.ingest.ControlRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What analysts have said of principals, a JSON object a line: principal, verdict, and
 * effectiveFrom, as a control record of kind {@code verdict} has them.
 */
final class VerdictsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private VerdictsFile() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when a line says nothing, with its number
   */
  static List<ControlRecord> read(Path file) throws IOException {
    List<ControlRecord> verdicts = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        verdicts.add(record(file + ", line " + (i + 1), i + 1, lines.get(i)));
      }
    }
    return verdicts;
  }

  private static ControlRecord record(String place, int version, String line) {
    try {
      JsonNode said = JSON.readTree(line);
      Instant from = Instant.parse(said.path("effectiveFrom").asText());
      return ControlRecord.of(
          ControlRecord.VERDICT, said.path("principal").asText(), version, from, line);
    } catch (IOException e) {
      throw new IllegalArgumentException(place + ": not JSON", e);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          place + ": effectiveFrom is no time (expected: RFC 3339, UTC)", e);
    }
  }
}
