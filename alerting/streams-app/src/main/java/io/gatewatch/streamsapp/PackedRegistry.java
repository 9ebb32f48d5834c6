package io.gatewatch.streamsapp;

import io.gatewatch.ingest.registry.AgentRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An agent registry on its way to the governor: zipped, since a record of an internal topic holds a
 * mebibyte at most.
 *
 * @param from event time from which it counts
 * @param zipped its text, gzip and base64
 */
record PackedRegistry(Instant from, String zipped) {
  private static final int MOST = 700_000;

  /**
   * Packs a registry.
   *
   * @throws IllegalArgumentException when it is none, or too large even so
   */
  static PackedRegistry of(Instant from, String yaml) {
    AgentRegistry.read(yaml);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
      zip.write(yaml.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String zipped = Base64.getEncoder().encodeToString(bytes.toByteArray());
    if (zipped.length() > MOST) {
      throw new IllegalArgumentException(
          "registry: " + zipped.length() + " bytes when zipped (expected: up to " + MOST + ")");
    }
    return new PackedRegistry(from, zipped);
  }

  AgentRegistry open() {
    byte[] bytes = Base64.getDecoder().decode(zipped);
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      return AgentRegistry.read(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("our own record cannot be read", e);
    }
  }
}
