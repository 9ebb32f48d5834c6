package io.gatewatch.replaydata.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A complete savepoint or checkpoint in a directory: Flink writes {@code _metadata} last.
 *
 * @param directory of the savepoint or of one checkpoint
 * @param time when it was completed
 */
record RestorePoint(Path directory, FileTime time) {

  private static final String LAST_FILE = "_metadata";

  /** checkpoints/job/chk-7/_metadata, savepoints/savepoint-1/_metadata. */
  private static final int DEPTH = 3;

  /** All of both kinds, newest first. */
  static List<RestorePoint> newestFirst(FlinkConfig config) {
    return Stream.of(config.savepoints(), config.checkpoints())
        .filter(Files::isDirectory)
        .flatMap(root -> under(root).stream())
        .sorted(Comparator.comparing(RestorePoint::time).reversed())
        .toList();
  }

  /** Every job's and every savepoint's folder that holds none of the given points. */
  static List<Path> foldersWithout(List<RestorePoint> points, FlinkConfig config) {
    return Stream.of(config.savepoints(), config.checkpoints())
        .filter(Files::isDirectory)
        .flatMap(root -> Folders.childrenOf(root).stream())
        .filter(folder -> points.stream().noneMatch(point -> point.directory().startsWith(folder)))
        .toList();
  }

  String uri() {
    return FlinkConfig.uriOf(directory);
  }

  private static List<RestorePoint> under(Path root) {
    try (Stream<Path> files = Files.walk(root, DEPTH)) {
      return files
          .filter(file -> file.endsWith(LAST_FILE))
          .map(file -> new RestorePoint(file.getParent(), timeOf(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for checkpoints under " + root, e);
    }
  }

  private static FileTime timeOf(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
