package io.gatewatch.gateways;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A bearer token that lies in a file, read anew each time, so that it can be renewed there. */
public final class TokenFile {
  private static final int LONGEST = 16_384;

  private final Path path;

  public TokenFile(Path path) {
    this.path = requireNonNull(path, "path");
  }

  /** The value of the header {@code authorization}. */
  public String bearer() throws IOException {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new IOException("the token file " + path + " cannot be read", e);
    }
    if (text.isEmpty() || text.length() > LONGEST || !text.matches("[!-~]+")) {
      throw new IOException("the token file " + path + " holds no token");
    }
    return "Bearer " + text;
  }
}
