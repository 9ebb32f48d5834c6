package io.gatewatch.replaydata.nab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * One series of NAB: a CSV file with the columns timestamp (such as 2014-02-14 14:30:00, taken as
 * UTC) and value.
 *
 * @param name category and file, such as realTraffic/speed_6005.csv
 */
public record NabSeries(String name, List<Row> rows) {
  private static final String HEAD = "timestamp,value";

  public NabSeries {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param timestamp as it is written
   * @param text the value as it is written
   */
  public record Row(String timestamp, long epochMillis, String text, double value) {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException when it is no such file, with the line that is wrong
   */
  public static NabSeries read(String name, Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).strip().equals(HEAD)) {
      throw wrong(file, 1, "no head of columns", HEAD);
    }
    List<Row> rows = new ArrayList<>(lines.size());
    for (int i = 1; i < lines.size(); i++) {
      rows.add(row(file, i + 1, lines.get(i).strip()));
    }
    if (rows.isEmpty()) {
      throw wrong(file, 1, "no rows", "one at least");
    }
    return new NabSeries(name, rows);
  }

  private static Row row(Path file, int line, String text) {
    int comma = text.indexOf(',');
    if (comma < 0 || text.indexOf(',', comma + 1) >= 0) {
      throw wrong(file, line, "not two fields", HEAD);
    }
    String timestamp = text.substring(0, comma);
    String value = text.substring(comma + 1);
    return new Row(timestamp, time(file, line, timestamp), value, number(file, line, value));
  }

  private static long time(Path file, int line, String text) {
    try {
      return LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException e) {
      throw wrong(file, line, "no time", "such as 2014-02-14 14:30:00");
    }
  }

  private static double number(Path file, int line, String text) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      value = Double.NaN;
    }
    if (!Double.isFinite(value)) {
      throw wrong(file, line, "no value", "a finite number");
    }
    return value;
  }

  private static IllegalArgumentException wrong(Path file, int line, String what, String expected) {
    return new IllegalArgumentException(
        file + ":" + line + ": " + what + " (expected: " + expected + ")");
  }
}
