package io.gatewatch.replaydata.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.book.Book;
import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.replaydata.train.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What analysts have said of principals, a JSON object a line: principal, verdict, and
 * effectiveFrom, as a control record of kind {@code verdict} has them; and what a label needs
 * besides, see {@link Verdict}. Or windows of a review, see {@link ReviewedWindow}.
 */
final class VerdictsFile {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String FORM =
      "an object with principal, verdict and effectiveFrom on each line";

  private VerdictsFile() {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when a line says nothing, with file and line
   */
  static List<ControlRecord> read(Path file) throws IOException {
    return read(file, Files.readAllBytes(file));
  }

  /** As {@link #read(Path)}, of its content. */
  static List<ControlRecord> read(Path file, byte[] content) throws IOException {
    List<ControlRecord> verdicts = new ArrayList<>();
    List<String> lines = lines(file, content);
    for (int i = 0; i < lines.size(); i++) {
      ControlRecord read = lines.get(i).isBlank() ? null : record(file, i + 1, lines.get(i));
      if (read != null) {
        verdicts.add(read);
      }
    }
    return verdicts;
  }

  /**
   * Adds a file's verdicts to a book, but windows of a review.
   *
   * @return the verdicts; their versions are the lines that they stand on
   * @throws IllegalArgumentException when a line says nothing that can be used, with file and line
   */
  static List<ControlRecord> addTo(Book book, Path file) throws IOException {
    List<ControlRecord> verdicts = heard(read(file));
    for (ControlRecord verdict : verdicts) {
      try {
        book.add(verdict);
      } catch (IllegalArgumentException e) {
        throw refused(file, verdict.version(), e.getMessage(), e);
      }
    }
    return verdicts;
  }

  /** Those that a running system could have heard: a review is read by nobody but labs. */
  static List<ControlRecord> heard(List<ControlRecord> verdicts) {
    return verdicts.stream().filter(v -> !ReviewedWindow.wasOne(json(v))).toList();
  }

  private static List<String> lines(Path file, byte[] content) throws IOException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(content))
          .toString()
          .lines()
          .toList();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ": not UTF-8", e);
    }
  }

  /** Null for a window of a review of which nobody has said anything. */
  private static ControlRecord record(Path file, int line, String text) {
    JsonNode said;
    try {
      said = JSON.readTree(text);
    } catch (IOException e) {
      throw refused(file, line, "not JSON (expected: " + FORM + ")", e);
    }
    String from = said.path("effectiveFrom").asText();
    String payload = text;
    try {
      if (ReviewedWindow.is(said)) {
        said = ReviewedWindow.verdict(said);
        if (said == null) {
          return null;
        }
        from = said.path("effectiveFrom").asText();
        payload = said.toString();
      }
      Verdict verdict = Verdict.read(said);
      return ControlRecord.of(
          ControlRecord.VERDICT, verdict.principal(), line, Instant.parse(from), payload);
    } catch (DateTimeException e) {
      throw refused(file, line, "effectiveFrom: " + from + " (expected: RFC 3339, UTC)", e);
    } catch (IllegalArgumentException e) {
      throw refused(file, line, e.getMessage(), e);
    }
  }

  /** What a record says that was read here. */
  static Verdict verdict(ControlRecord record) {
    return Verdict.read(json(record));
  }

  private static JsonNode json(ControlRecord record) {
    try {
      return JSON.readTree(record.payload());
    } catch (IOException e) {
      throw new IllegalStateException("it was JSON when it was read", e);
    }
  }

  private static IllegalArgumentException refused(
      Path file, long line, String what, Exception cause) {
    return new IllegalArgumentException(file + ": line " + line + ": " + what, cause);
  }
}
