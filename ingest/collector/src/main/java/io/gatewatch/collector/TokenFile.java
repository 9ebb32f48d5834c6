package io.gatewatch.collector;

import io.gatewatch.ingest.config.UnknownKey;
import io.gatewatch.ingest.config.YamlFile;
import io.gatewatch.ingest.formats.Formats;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The file of receiver tokens, YAML or JSON. It holds the SHA-256 of each token, never the token:
 *
 * <pre>
 * tokens:
 *   - name: kong-prod
 *     sha256: 64 hex digits
 *     tenant: bank
 *     group: kong-public     # optional: any group without it
 *     formats: [kong]        # optional: any format without it
 * </pre>
 */
final class TokenFile {
  private static final int SHA256_DIGITS = 64;

  /** More than anybody writes by hand; a larger file is not read. */
  private static final long MAX_BYTES = 1 << 20;

  /** A longer key is no mistyped word; it may be a token. */
  private static final int LONGEST_WORD = 16;

  private static final String FORM =
      "tokens, and below it a list with name, sha256, tenant and, where wanted, group and formats";
  private static final YamlFile FILE = new YamlFile("tokens", "a token file", FORM);

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private TokenFile() {}

  /** A token as its hash in lower-case hex, and what it opens. */
  record Entry(String sha256, Grant grant) {}

  /** The file's shape. */
  record Shape(List<Row> tokens) {}

  /** One token in the file. */
  record Row(String name, String sha256, String tenant, String group, List<String> formats) {}

  /** What tells one state of the file from another; null when there is no file. */
  static List<Object> stamp(Path file) throws IOException {
    try {
      BasicFileAttributes now = attributes(file);
      List<Object> stamp = new ArrayList<>();
      stamp.add(now.lastModifiedTime());
      stamp.add(now.size());
      stamp.add(String.valueOf(now.fileKey()));
      stamp.add(now instanceof PosixFileAttributes posix ? posix.permissions() : Set.of());
      return stamp;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /**
   * The entries.
   *
   * @throws IOException when it cannot be read
   * @throws IllegalArgumentException with one line that says what is wrong and how to mend it
   */
  static List<Entry> read(Path file) throws IOException {
    BasicFileAttributes now = attributes(file);
    if (now instanceof PosixFileAttributes posix && !OWNER_ONLY.containsAll(posix.permissions())) {
      throw new IllegalArgumentException(
          file + ": readable by others (mend: chmod 600 " + file + ")");
    }
    if (now.size() > MAX_BYTES) {
      throw new IllegalArgumentException(
          file + ": " + now.size() + " bytes (expected: at most " + MAX_BYTES + ")");
    }
    Shape shape = shape(file, new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    if (shape == null) {
      throw new IllegalArgumentException(file + ": empty (expected: " + FORM + ")");
    }
    if (shape.tokens() == null) {
      throw new IllegalArgumentException(file + ": no list named tokens (expected: " + FORM + ")");
    }
    return shape.tokens().stream().map(row -> entry(file, row)).toList();
  }

  /** Says where and what was expected: a token put there by mistake must not reach a log. */
  private static Shape shape(Path file, String text) {
    try {
      return FILE.read(text, Shape.class);
    } catch (UnknownKey e) {
      String key = e.key().length() > LONGEST_WORD ? "a key that is none" : e.key();
      throw new IllegalArgumentException(
          file + ": line " + e.line() + ": " + key + " (expected: " + e.expected() + ")");
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage());
    }
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
      return Files.readAttributes(file, PosixFileAttributes.class);
    }
    return Files.readAttributes(file, BasicFileAttributes.class);
  }

  private static Entry entry(Path file, Row row) {
    if (row == null || row.name() == null || row.name().isBlank()) {
      throw new IllegalArgumentException(file + ": a token without a name");
    }
    check(file, row, row.sha256() != null, "sha256: missing");
    check(file, row, row.tenant() != null && Grant.isName(row.tenant()), "tenant: not a name");
    check(file, row, row.group() == null || Grant.isName(row.group()), "group: not a name");
    List<String> formats = row.formats();
    check(
        file,
        row,
        formats == null || (!formats.isEmpty() && Formats.names().containsAll(formats)),
        "formats: " + formats + " (expected: some of " + Formats.names() + ")");
    return new Entry(
        sha256(file, row),
        new Grant(row.tenant(), row.group(), formats == null ? null : Set.copyOf(formats)));
  }

  private static String sha256(Path file, Row row) {
    boolean hex = row.sha256().length() == SHA256_DIGITS;
    for (int i = 0; i < row.sha256().length(); i++) {
      hex &= HexFormat.isHexDigit(row.sha256().charAt(i));
    }
    check(file, row, hex, "sha256: not 64 hex digits");
    return row.sha256().toLowerCase(Locale.ROOT);
  }

  private static void check(Path file, Row row, boolean holds, String fault) {
    if (!holds) {
      throw new IllegalArgumentException(file + ": token " + row.name() + ": " + fault);
    }
  }
}
