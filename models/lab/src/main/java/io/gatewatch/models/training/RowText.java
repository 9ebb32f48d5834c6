package io.gatewatch.models.training;

import io.gatewatch.features.Feature;
import io.gatewatch.features.FeatureSchema;
import io.gatewatch.features.FeatureVector;
import io.gatewatch.ingest.ApiCall;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A row as cells of a table and back: what is known, then the features by their ids. */
final class RowText {
  private static final List<String> KNOWN =
      List.of("agent", "time", "cohort", "label", "event", "excluded", "told");
  private static final double MOST_WHOLE = 1L << 53;

  private RowText() {}

  /** The heads of all columns. */
  static List<String> heads() {
    List<String> heads = new ArrayList<>(KNOWN);
    for (Feature feature : Feature.values()) {
      heads.add(feature.id());
    }
    return heads;
  }

  static String[] cells(TrainingRow row) {
    String[] cells = new String[KNOWN.size() + FeatureSchema.size()];
    cells[0] = row.agent();
    cells[1] = row.time().toString();
    cells[2] = lower(row.cohort());
    cells[3] = row.label();
    cells[4] = row.event() == null ? "" : row.event();
    cells[5] = row.excluded() == null ? "" : lower(row.excluded());
    cells[6] = lower(row.told());
    double[] values = row.features().toArray();
    for (int i = 0; i < values.length; i++) {
      cells[KNOWN.size() + i] = text(values[i]);
    }
    return cells;
  }

  /** Shortest that reads back as the same number; whole ones without a point. */
  private static String text(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < MOST_WHOLE;
    return whole ? Long.toString((long) value) : Double.toString(value);
  }

  /**
   * Reads cells.
   *
   * @throws IllegalArgumentException that says which column is wrong
   */
  static TrainingRow row(String[] cells) {
    List<String> heads = heads();
    if (cells.length != heads.size()) {
      throw new IllegalArgumentException(cells.length + " cells (expected: " + heads.size() + ")");
    }
    double[] values = new double[FeatureSchema.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(heads.get(KNOWN.size() + i), cells[KNOWN.size() + i]);
    }
    return new TrainingRow(
        filled("agent", cells[0]),
        time(cells[1]),
        one(ApiCall.AgentClass.values(), "cohort", cells[2]),
        new FeatureVector(values),
        label(cells[3]),
        cells[4].isEmpty() ? null : cells[4],
        cells[5].isEmpty() ? null : one(TrainingRow.Exclusion.values(), "excluded", cells[5]),
        one(TrainingRow.Told.values(), "told", cells[6]));
  }

  private static double number(String head, String cell) {
    try {
      double value = Double.parseDouble(cell);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Told below, as what is no number at all.
    }
    throw wrong(head, cell, "a number");
  }

  private static Instant time(String cell) {
    try {
      return Instant.parse(cell);
    } catch (DateTimeException e) {
      throw wrong("time", cell, "RFC 3339, UTC");
    }
  }

  private static String filled(String head, String cell) {
    if (cell.isBlank()) {
      throw wrong(head, cell, "a text");
    }
    return cell;
  }

  private static String label(String cell) {
    if (!cell.matches("[a-z][a-z0-9_]{0,59}")) {
      throw wrong("label", cell, "a category such as scraping, or what is ordinary");
    }
    return cell;
  }

  private static <E extends Enum<E>> E one(E[] of, String head, String cell) {
    for (E each : of) {
      if (lower(each).equals(cell)) {
        return each;
      }
    }
    throw wrong(head, cell, "one of " + Arrays.stream(of).map(RowText::lower).toList());
  }

  private static IllegalArgumentException wrong(String head, String cell, String expected) {
    String shown = cell.length() > 60 ? cell.substring(0, 60) + "…" : cell;
    return new IllegalArgumentException(head + ": " + shown + " (expected: " + expected + ")");
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
