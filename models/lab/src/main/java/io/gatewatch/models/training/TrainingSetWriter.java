package io.gatewatch.models.training;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import io.gatewatch.features.FeatureSchema;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a training set: a CSV with a head, packed where its name ends in {@code .gz}, and its
 * {@link TrainingSetInfo} beside it. Both get their names only when they are whole. Size: a name
 * for each agent.
 */
public final class TrainingSetWriter implements AutoCloseable {
  private static final String PARTIAL = ".partial";
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final MessageDigest digest = TrainingSetReader.sha256();
  private final SequenceWriter cells;
  private final Set<String> agents = new HashSet<>();
  private final TreeMap<String, Long> labels = new TreeMap<>();
  private final TreeMap<String, Long> excluded = new TreeMap<>();
  private final TreeMap<String, Long> told = new TreeMap<>();
  private long rows;
  private Instant from;
  private Instant to;

  /**
   * Begins a file.
   *
   * @throws IllegalArgumentException when its name ends in neither .csv nor .csv.gz
   */
  public TrainingSetWriter(Path file) throws IOException {
    checkName(file);
    this.file = file;
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    OutputStream raw = new BufferedOutputStream(Files.newOutputStream(partial(file)), BUFFER);
    OutputStream packed =
        TrainingSetReader.isPacked(file) ? new GZIPOutputStream(raw, BUFFER) : raw;
    this.cells =
        new CsvMapper()
            .writer(CsvSchema.emptySchema())
            .without(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM)
            .writeValues(new DigestOutputStream(packed, digest));
    cells.write(RowText.heads());
  }

  /** Refuses a name that says nothing of what the file is. */
  public static void checkName(Path file) {
    String name = String.valueOf(file.getFileName());
    if (!name.endsWith(".csv") && !name.endsWith(".csv.gz")) {
      throw new IllegalArgumentException(file + " (expected: a name that ends in .csv or .csv.gz)");
    }
  }

  /** Writes a row. */
  public void write(TrainingRow row) throws IOException {
    cells.write(RowText.cells(row));
    rows++;
    agents.add(row.agent());
    labels.merge(row.label(), 1L, Long::sum);
    told.merge(RowText.lower(row.told()), 1L, Long::sum);
    if (row.excluded() != null) {
      excluded.merge(RowText.lower(row.excluded()), 1L, Long::sum);
    }
    from = from == null || row.time().isBefore(from) ? row.time() : from;
    to = to == null || row.time().isAfter(to) ? row.time() : to;
  }

  /** Rows so far. */
  public long rows() {
    return rows;
  }

  /** Gives both files their names. */
  public TrainingSetInfo finish(TrainingSetInfo.InForce versions) throws IOException {
    cells.close();
    TrainingSetInfo info =
        new TrainingSetInfo(
            TrainingSetInfo.SCHEMA,
            FeatureSchema.VERSION,
            FeatureSchema.fingerprint(),
            rows,
            agents.size(),
            from,
            to,
            labels,
            excluded,
            told,
            versions,
            HexFormat.of().formatHex(digest.digest()));
    Path beside = TrainingSetReader.beside(file);
    Files.writeString(partial(beside), info.write());
    Files.move(partial(file), file, StandardCopyOption.REPLACE_EXISTING);
    Files.move(partial(beside), beside, StandardCopyOption.REPLACE_EXISTING);
    return info;
  }

  /** Closes the file; what did not come to its end is removed. */
  @Override
  public void close() throws IOException {
    cells.close();
    Files.deleteIfExists(partial(file));
  }

  private static Path partial(Path file) {
    return file.resolveSibling(file.getFileName() + PARTIAL);
  }
}
