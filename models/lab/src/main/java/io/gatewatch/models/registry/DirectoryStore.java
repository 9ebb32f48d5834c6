package io.gatewatch.models.registry;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@link Store} in a directory: one file a name. */
public final class DirectoryStore implements Store {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*");
  private static final String HALF_WRITTEN = ".partial";

  private final Path root;

  /** One in this directory, which is made when something is first written. */
  public DirectoryStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public byte[] get(String name) throws IOException {
    Path file = file(name);
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new IOException(file + ": " + size + " bytes, or no plain file");
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public boolean create(String name, byte[] content) throws IOException {
    if (content.length > MOST_BYTES) {
      throw new IOException(name + ": " + content.length + " bytes (at most " + MOST_BYTES + ")");
    }
    Path file = file(name);
    Files.createDirectories(file.getParent());
    Path partial = Files.createTempFile(file.getParent(), "", HALF_WRITTEN);
    try {
      Files.write(partial, content);
      try (FileChannel written = FileChannel.open(partial, StandardOpenOption.WRITE)) {
        written.force(true);
      }
      // A hard link is made whole or not at all, and never over another file.
      Files.createLink(file, partial);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  @Override
  public List<String> list(String folder) throws IOException {
    Path start = file(folder);
    if (!Files.isDirectory(start)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(start)) {
      return files
          .filter(Files::isRegularFile)
          .map(f -> root.relativize(f).toString().replace('\\', '/'))
          .filter(f -> !f.endsWith(HALF_WRITTEN))
          .sorted()
          .toList();
    }
  }

  private Path file(String name) {
    if (!NAME.matcher(name).matches() || name.contains("..")) {
      throw new IllegalArgumentException("name: " + name + " (expected: letters, digits, - . /)");
    }
    return root.resolve(name);
  }
}
