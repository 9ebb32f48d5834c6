package io.gatewatch.models.training;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads what {@link TrainingSetWriter} wrote, or what somebody made of it with other tools. */
public final class TrainingSetReader {
  private static final int BUFFER = 1 << 16;

  /**
   * What was read.
   *
   * @param info what stands beside the file
   * @param unchanged whether the rows are those that it was written for
   */
  public record Read(TrainingSetInfo info, boolean unchanged) {}

  private TrainingSetReader() {}

  /**
   * Tells all rows, in the file's order.
   *
   * @throws IOException when a file cannot be read
   * @throws IllegalArgumentException with one line, and the number of that of the file, when it is
   *     no training set of today's features
   */
  public static Read read(Path file, Consumer<TrainingRow> rows) throws IOException {
    TrainingSetInfo info = info(file);
    MessageDigest digest = sha256();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        InputStream unpacked = isPacked(file) ? new GZIPInputStream(raw, BUFFER) : raw;
        InputStream in = new DigestInputStream(unpacked, digest);
        MappingIterator<String[]> lines =
            new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .with(CsvParser.Feature.SKIP_EMPTY_LINES)
                .readValues(in)) {
      tell(file, lines, rows);
    } catch (ZipException e) {
      throw new IllegalArgumentException(file + ": not packed as its name says", e);
    } catch (EOFException e) {
      throw new IllegalArgumentException(file + ": the packed file is cut off", e);
    }
    boolean unchanged = HexFormat.of().formatHex(digest.digest()).equals(info.sha256());
    return new Read(info, unchanged);
  }

  private static void tell(Path file, MappingIterator<String[]> lines, Consumer<TrainingRow> rows)
      throws IOException {
    long line = 1;
    try {
      head(lines.hasNextValue() ? lines.nextValue() : new String[0]);
      line = lines.getCurrentLocation().getLineNr();
      while (lines.hasNextValue()) {
        rows.accept(RowText.row(lines.nextValue()));
        line = lines.getCurrentLocation().getLineNr();
      }
    } catch (JacksonException e) {
      if (e.getCause() instanceof EOFException || e.getCause() instanceof ZipException) {
        throw (IOException) e.getCause();
      }
      throw refused(file, line, "no CSV", e);
    } catch (IllegalArgumentException e) {
      throw refused(file, line, e.getMessage(), e);
    }
  }

  private static IllegalArgumentException refused(
      Path file, long line, String what, Exception cause) {
    return new IllegalArgumentException(file + ": line " + line + ": " + what, cause);
  }

  private static void head(String[] cells) {
    String[] heads = RowText.heads().toArray(String[]::new);
    for (int i = 0; i < Math.max(cells.length, heads.length); i++) {
      String seen = i < cells.length ? cells[i] : "none";
      String expected = i < heads.length ? heads[i] : "no more columns";
      if (!seen.equals(expected)) {
        String shown = seen.length() > 60 ? seen.substring(0, 60) + "…" : seen;
        throw new IllegalArgumentException(
            "column " + (i + 1) + ": " + shown + " (expected: " + expected + ")");
      }
    }
  }

  private static TrainingSetInfo info(Path file) throws IOException {
    Path beside = beside(file);
    if (Files.exists(file) && !Files.exists(beside)) {
      throw new IllegalArgumentException(
          beside + ": missing (expected: beside its CSV, as the command features writes it)");
    }
    try {
      return TrainingSetInfo.read(Files.readString(beside));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(beside + ": " + e.getMessage(), e);
    }
  }

  /** The file that says what stands in a training set. */
  public static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".json");
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static boolean isPacked(Path file) {
    return String.valueOf(file.getFileName()).endsWith(".gz");
  }
}
