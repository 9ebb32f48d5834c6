package io.gatewatch.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The token of gateways' readers. It lies in a file, so that it outlives the console. */
final class ReaderToken {
  private static final int SHORTEST = 16;

  private ReaderToken() {}

  /** Reads it; makes it when there is none. Null for null. */
  static String in(Path file) {
    if (file == null) {
      return null;
    }
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      String token = Files.readString(file, StandardCharsets.US_ASCII).strip();
      if (token.length() < SHORTEST) {
        throw new IllegalArgumentException(
            file + ": " + token.length() + " characters (expected: at least " + SHORTEST + ")");
      }
      return token;
    } catch (IOException e) {
      throw new UncheckedIOException("readerTokenFile: " + file, e);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    Path folder = file.toAbsolutePath().getParent();
    Path draft =
        Files.createTempFile(
            folder,
            "token",
            ".tmp",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, token + "\n", StandardCharsets.US_ASCII);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
