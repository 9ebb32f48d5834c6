package io.gatewatch.streamsapp;

import io.gatewatch.ingest.ControlRecord;
import io.gatewatch.ingest.registry.AgentRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * An agent registry on its way to the governor: zipped, since a record of an internal topic holds a
 * mebibyte at most.
 *
 * @param from event time from which it counts
 * @param version of its record; 0 where an older version of ours kept it
 * @param id of its record, likewise
 * @param zipped its text, gzip and base64
 */
record PackedRegistry(Instant from, int version, String id, String zipped) {
  private static final int MOST = 700_000;

  PackedRegistry {
    id = id == null ? "" : id;
  }

  /**
   * Packs a registry.
   *
   * @throws IllegalArgumentException when it is none, or too large even so
   */
  static PackedRegistry of(ControlRecord record) {
    String yaml = record.payload();
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
    return new PackedRegistry(record.effectiveFrom(), record.version(), record.id(), zipped);
  }

  /** The order in which registries come into force, as text. */
  String order() {
    return String.format(Locale.ROOT, "%016d/%010d/%s", from.toEpochMilli(), version, id);
  }

  /** The record again. */
  ControlRecord open() {
    byte[] bytes = Base64.getDecoder().decode(zipped);
    try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      String yaml = new String(zip.readAllBytes(), StandardCharsets.UTF_8);
      return ControlRecord.of(ControlRecord.REGISTRY, id, version, from, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException("our own record cannot be read", e);
    }
  }
}
