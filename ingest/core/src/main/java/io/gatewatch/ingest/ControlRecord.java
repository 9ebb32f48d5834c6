package io.gatewatch.ingest;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Instant;

/**
 * Something that changes the answer, with a position: a record of {@code gatewatch.control}. It
 * counts for calls at or after {@code effectiveFrom}, the start of a round at least two rounds to
 * come when it was published, so that a re-run after a crash swaps at the same call.
 *
 * @param kind rules, model, model-file, catalog, registry, verdict, or a kind of a floor above
 * @param id name of the thing
 * @param version of the thing; with kind and id the key of the record
 * @param sha256 of the payload's UTF-8
 * @param payload a rule file (YAML), a pointer to a model file (JSON), a model file (JSON), a route
 *     catalogue (JSON), an agent registry (YAML) or a verdict (JSON)
 */
public record ControlRecord(
    String kind, String id, int version, String sha256, Instant effectiveFrom, String payload) {

  /** The topic that carries control records. */
  public static final String TOPIC = "gatewatch.control";

  /** Kind of a rule file. */
  public static final String RULES = "rules";

  /** Kind of what says which model file is the champion, or the shadow, from then on. */
  public static final String MODEL = "model";

  /** Kind of a model file, which judges nothing by itself; its id is the hash of its payload. */
  public static final String MODEL_FILE = "model-file";

  /** Kind of a route catalogue. */
  public static final String CATALOG = "catalog";

  /** Kind of an agent registry. */
  public static final String REGISTRY = "registry";

  /** Kind of what an analyst says of a principal; its id is the principal's key. */
  public static final String VERDICT = "verdict";

  public ControlRecord {
    requireNonNull(kind, "kind");
    requireNonNull(id, "id");
    requireNonNull(effectiveFrom, "effectiveFrom");
    requireNonNull(payload, "payload");
    if (!Sha256.hex(payload).equals(sha256)) {
      throw new IllegalArgumentException(
          kind + ":" + id + ":" + version + ": sha256 does not match its payload");
    }
  }

  /** A record whose hash is computed here. */
  public static ControlRecord of(
      String kind, String id, int version, Instant effectiveFrom, String payload) {
    return new ControlRecord(kind, id, version, Sha256.hex(payload), effectiveFrom, payload);
  }

  /** kind:id:version, the key of the record. */
  public String key() {
    return kind + ":" + id + ":" + version;
  }

  /** The record as UTF-8 JSON. */
  public byte[] write() {
    try {
      return JsonLines.CONTROL.writeValueAsBytes(this);
    } catch (IOException e) {
      throw new IllegalStateException("a control record always has a JSON form", e);
    }
  }

  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException when the bytes are none, or its hash does not match
   */
  public static ControlRecord read(byte[] json) {
    try {
      ControlRecord record = JsonLines.CONTROL.readValue(json, ControlRecord.class);
      if (record == null) {
        throw new IllegalArgumentException("not a control record: null");
      }
      return record;
    } catch (IOException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new IllegalArgumentException("not a control record: " + refused.getMessage());
      }
      throw new IllegalArgumentException("not a control record: " + e.getClass().getSimpleName());
    }
  }
}
