package io.gatewatch.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files in our own jar, in the folder {@code console}, and in those of WebJars. */
final class Resources {
  private Resources() {}

  static String text(String name) {
    return new String(bytes("/console/" + name), StandardCharsets.UTF_8);
  }

  static byte[] bytes(String path) {
    try (InputStream in = Resources.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: " + path);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }
}
