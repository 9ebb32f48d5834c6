package io.gatewatch.ingest.masking;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The file of masking keys, one pair a line, that its owner alone may read; and the keys that were
 * last read from it. Lines that start with # are remarks. Safe for use by many threads.
 */
public final class MaskingKeyFile implements Supplier<MaskingKeys> {
  /** How long before its start a pair has to be in the file. */
  static final Duration NOTICE = Duration.ofMinutes(1);

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private record Stamp(FileTime changed, long size, Object inode) {
    static Stamp of(Path file) throws IOException {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
    }
  }

  private final Path file;
  private volatile MaskingKeys keys;
  private Stamp stamp;

  private MaskingKeyFile(Path file) {
    this.file = file;
  }

  /**
   * Opens a key file, or makes one with a new pair.
   *
   * @param random where new keys come from; unused when the file exists
   * @throws IOException when the file cannot be read or written, is no key file, or may be read by
   *     others than its owner
   */
  public static MaskingKeyFile open(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      create(file, MaskingKey.draw(random, null));
    }
    MaskingKeyFile opened = new MaskingKeyFile(file);
    opened.refresh();
    return opened;
  }

  /** The keys that were last read. */
  @Override
  public MaskingKeys get() {
    return keys;
  }

  /**
   * Reads the file again when it has changed since; costs one look at its attributes when it has
   * not. When it cannot be read, the keys in hand stay and the next call tries again.
   *
   * @return whether there are new keys
   */
  public synchronized boolean refresh() throws IOException {
    Stamp now = Stamp.of(file);
    if (Objects.equals(now, stamp)) {
      return false;
    }
    keys = new Text(file).keys();
    stamp = now;
    return true;
  }

  /** Adds a line, all or nothing. */
  static void append(Path file, Instant now, MaskingKey added) throws IOException {
    if (!MaskingKey.isRoundStart(added.from()) || added.from().isBefore(now.plus(NOTICE))) {
      throw new IllegalArgumentException(
          "from: " + added.from() + " (expected: start of a round, a minute after " + now + ")");
    }
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createFile(draft, attributes(file.toAbsolutePath().getParent()));
    } catch (FileAlreadyExistsException e) {
      throw new IOException("another change is under way, or broke off: see " + draft, e);
    }
    try {
      Text text = new Text(file);
      List<MaskingKey> ring = new ArrayList<>(text.keys().keys());
      ring.add(added);
      checked(ring, file);
      write(draft, text.text + (text.text.endsWith("\n") ? "" : "\n") + added.line() + "\n");
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void create(Path file, MaskingKey first) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, "masking", ".new", attributes(folder));
    try {
      write(draft, first.line() + "\n");
      publish(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /** Whoever comes second keeps the first one's keys. */
  private static void publish(Path draft, Path file) throws IOException {
    try {
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException e) {
      return;
    } catch (UnsupportedOperationException e) {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private static void write(Path draft, String text) throws IOException {
    try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      var bytes = StandardCharsets.US_ASCII.encode(text);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  private static MaskingKeys checked(List<MaskingKey> ring, Path file) throws IOException {
    try {
      return new MaskingKeys(ring);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a ring of masking keys: " + file + " (" + e.getMessage() + ")", e);
    }
  }

  private static FileAttribute<?>[] attributes(Path folder) throws IOException {
    return isPosix(folder) ? new FileAttribute<?>[] {OWNER_ONLY} : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  /** What stands in a key file. */
  private static final class Text {
    private final Path file;
    private final String text;

    Text(Path file) throws IOException {
      this.file = file;
      if (isPosix(file) && !ownerOnly().containsAll(Files.getPosixFilePermissions(file))) {
        throw new IOException("masking keys may be read by others (mend: chmod 600 " + file + ")");
      }
      try {
        text = Files.readString(file, StandardCharsets.US_ASCII);
      } catch (CharacterCodingException e) {
        throw new IOException("not a masking key file (not ASCII): " + file, e);
      }
    }

    MaskingKeys keys() throws IOException {
      List<MaskingKey> ring = new ArrayList<>();
      List<String> lines = text.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          ring.add(parse(line, i + 1));
        }
      }
      return checked(ring, file);
    }

    private MaskingKey parse(String line, int number) throws IOException {
      try {
        return MaskingKey.parse(line);
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "not a masking key file: " + file + ", line " + number + ": " + e.getMessage(), null);
      }
    }

    private static Set<PosixFilePermission> ownerOnly() {
      return EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    }
  }
}
