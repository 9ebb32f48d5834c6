package io.gatewatch.replaydata.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A folder with generated traffic: {@code access.ndjson.gz}, {@code labels.json}, {@code
 * registry.yaml} and {@code catalog.json}. All are written under other names first, so a file of
 * the right name is whole.
 */
public final class TrafficFolder {
  private static final String LINES = "access.ndjson.gz";
  private static final String LABELS = "labels.json";
  private static final String REGISTRY = "registry.yaml";
  private static final String CATALOG = "catalog.json";

  private final Path folder;

  public TrafficFolder(Path folder) {
    this.folder = folder;
  }

  /** True when something is there already. */
  public boolean isTaken() throws IOException {
    if (!Files.isDirectory(folder)) {
      return Files.exists(folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isPresent();
    }
  }

  /**
   * Writes all lines of a bounded generator.
   *
   * @param reached is told the epoch milliseconds of the lines as they are written
   * @return number of lines
   */
  public long write(TrafficGenerator traffic, LongConsumer reached) throws IOException {
    Files.createDirectories(folder);
    Path lines = folder.resolve(LINES + ".part");
    Path labels = folder.resolve(LABELS + ".part");
    Path registry = folder.resolve(REGISTRY + ".part");
    Path catalog = folder.resolve(CATALOG + ".part");
    try {
      long count = writeLines(traffic, lines, reached);
      Files.write(labels, LabelsJson.write(traffic.labels()));
      Files.write(registry, traffic.registry());
      Files.write(catalog, traffic.catalog());
      Files.move(catalog, folder.resolve(CATALOG), StandardCopyOption.REPLACE_EXISTING);
      Files.move(registry, folder.resolve(REGISTRY), StandardCopyOption.REPLACE_EXISTING);
      Files.move(lines, folder.resolve(LINES), StandardCopyOption.REPLACE_EXISTING);
      Files.move(labels, folder.resolve(LABELS), StandardCopyOption.REPLACE_EXISTING);
      return count;
    } finally {
      Files.deleteIfExists(lines);
      Files.deleteIfExists(labels);
      Files.deleteIfExists(registry);
      Files.deleteIfExists(catalog);
    }
  }

  private static long writeLines(TrafficGenerator traffic, Path file, LongConsumer reached)
      throws IOException {
    long count = 0;
    try (OutputStream out =
        new BufferedOutputStream(new FastGzip(Files.newOutputStream(file)), 1 << 16)) {
      while (traffic.hasNext()) {
        GeneratedLine line = traffic.next();
        out.write(line.line());
        out.write('\n');
        if (++count % 1024 == 0) {
          reached.accept(line.timeMillis());
        }
      }
    }
    return count;
  }

  /** Gzip at its fastest; the JDK's header carries no time stamp. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 16);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
