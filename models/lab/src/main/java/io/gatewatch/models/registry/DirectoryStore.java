package io.gatewatch.models.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@link Store} in a directory: one file a name. Other files in it, such as those that a desktop
 * leaves, are no contents. Where the file system has no hard links a content is written in place: a
 * reader may then see a part of it, and a part stays when the machine stops on the way.
 */
public final class DirectoryStore implements Store {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]*(/[a-z0-9][a-z0-9.-]*)*");
  private static final String HALF_WRITTEN = ".partial";

  private final Path root;
  private final Linking linking;

  /** How a second name is given to a file. */
  interface Linking {
    void link(Path name, Path file) throws IOException;
  }

  /** One in this directory, which is made when something is first written. */
  public DirectoryStore(Path root) {
    this(root, Files::createLink);
  }

  DirectoryStore(Path root, Linking linking) {
    this.root = root.toAbsolutePath().normalize();
    this.linking = linking;
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
    Path partial = file.resolveSibling("." + UUID.randomUUID() + HALF_WRITTEN);
    try {
      writeNew(partial, content);
      link(file, partial, content);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** A hard link is made whole or not at all, and never over another file. */
  private void link(Path file, Path partial, byte[] content) throws IOException {
    try {
      linking.link(file, partial);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      writeNew(file, content);
    }
  }

  /** With the permissions of any new file, so that others of the team can read it. */
  private static void writeNew(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
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
          .filter(f -> NAME.matcher(f).matches())
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
