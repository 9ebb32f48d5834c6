package io.gatewatch.collector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Token files as a person would write them. */
final class TokenFiles {
  private TokenFiles() {}

  static String entry(String name, String token, String tenant, String group, String... formats) {
    String entry =
        "  - name: " + name + "\n    sha256: " + sha256(token) + "\n    tenant: " + tenant + "\n";
    entry += group == null ? "" : "    group: " + group + "\n";
    return formats.length == 0 ? entry : entry + "    formats: " + List.of(formats) + "\n";
  }

  static void write(Path file, String... entries) throws IOException {
    writeText(file, "tokens:\n" + String.join("", entries));
  }

  /** Replaces the file as a whole, readable by its owner alone. */
  static void writeText(Path file, String text) throws IOException {
    Path fresh = Files.createTempFile(file.getParent(), "tokens", null);
    Files.writeString(fresh, text);
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
