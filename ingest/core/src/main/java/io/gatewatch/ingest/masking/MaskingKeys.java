package io.gatewatch.ingest.masking;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * The two secret keys behind every masked id: one for hashes (HMAC-SHA-256, 32 bytes), one for the
 * neighbourhood hints of numeric ids (SipHash-128, 16 bytes). Whoever holds them can test guesses
 * against stored hashes; whoever does not can not.
 *
 * <p>The file holds one line {@code gatewatch-masking-1 <id> <hash key> <hint key>} in hex, and may
 * be read by its owner alone.
 */
public final class MaskingKeys {
  private static final String VERSION = "gatewatch-masking-1";
  private static final int HASH_KEY_BYTES = 32;
  private static final int HINT_KEY_BYTES = 16;
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final String id;
  private final byte[] hashKey;
  private final byte[] hintKey;

  private MaskingKeys(String id, byte[] hashKey, byte[] hintKey) {
    this.id = id;
    this.hashKey = hashKey;
    this.hintKey = hintKey;
  }

  /**
   * Keys that everybody knows, since they stand in this source: for replays and tests, whose output
   * must be the same on every machine.
   *
   * <p>What this protects: raw ids do not stand in the output in clear, so it can be read without
   * seeing them by accident. What it does not protect: anybody can hash a guess and compare, and
   * short or sequential ids (account numbers, say) are all recovered in seconds. Treat output made
   * with these keys as confidential as the log it came from, and never use them for a live topic.
   */
  public static MaskingKeys wellKnown() {
    return new MaskingKeys(
        "well-known",
        "gatewatch: well-known, no secret".getBytes(StandardCharsets.US_ASCII),
        "gatewatch: hints".getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Loads the keys of a file, or makes new ones on first use.
   *
   * @param random where new keys come from; unused when the file exists
   * @throws IOException when the file cannot be read or written, is no key file, or may be read by
   *     others than its owner
   */
  public static MaskingKeys loadOrCreate(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      create(file, random);
    }
    if (isPosix(file) && !ownerOnly().containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException("masking keys may be read by others (mend: chmod 600 " + file + ")");
    }
    return parse(Files.readString(file, StandardCharsets.US_ASCII), file);
  }

  /** Name of the pair, so that hashes of different keys are not compared. No secret. */
  public String id() {
    return id;
  }

  byte[] hashKey() {
    return hashKey.clone();
  }

  byte[] hintKey() {
    return hintKey.clone();
  }

  /** Names the keys, never shows them. */
  @Override
  public String toString() {
    return "MaskingKeys[" + id + "]";
  }

  private static void create(Path file, SecureRandom random) throws IOException {
    byte[] bytes = new byte[4 + HASH_KEY_BYTES + HINT_KEY_BYTES];
    random.nextBytes(bytes);
    HexFormat hex = HexFormat.of();
    String line =
        String.join(
            " ",
            VERSION,
            "k-" + hex.formatHex(bytes, 0, 4),
            hex.formatHex(bytes, 4, 4 + HASH_KEY_BYTES),
            hex.formatHex(bytes, 4 + HASH_KEY_BYTES, bytes.length));
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path draft =
        isPosix(folder)
            ? Files.createTempFile(folder, "masking", ".new", OWNER_ONLY)
            : Files.createTempFile(folder, "masking", ".new");
    try {
      Files.writeString(draft, line + "\n", StandardCharsets.US_ASCII);
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

  private static MaskingKeys parse(String text, Path file) throws IOException {
    String[] parts = text.strip().split(" ", -1);
    if (parts.length != 4 || !parts[0].equals(VERSION)) {
      throw new IOException("not a masking key file: " + file);
    }
    try {
      byte[] hash = HexFormat.of().parseHex(parts[2]);
      byte[] hint = HexFormat.of().parseHex(parts[3]);
      if (hash.length == HASH_KEY_BYTES
          && hint.length == HINT_KEY_BYTES
          && !Arrays.equals(hash, new byte[HASH_KEY_BYTES])) {
        return new MaskingKeys(parts[1], hash, hint);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("not a masking key file (no hex): " + file, null);
    }
    throw new IOException("not a masking key file (key length): " + file);
  }

  private static boolean isPosix(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  private static Set<PosixFilePermission> ownerOnly() {
    return EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }
}
