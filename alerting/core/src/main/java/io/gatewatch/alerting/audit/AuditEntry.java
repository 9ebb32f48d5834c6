package io.gatewatch.alerting.audit;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gatewatch.detectors.DetectionCodec;
import io.gatewatch.ingest.Sha256;
import java.io.IOException;
import java.time.Instant;

/**
 * One record of {@code gatewatch.audit}: who did or decided what, when and why, linked to the one
 * before. The names are those of what model registries write there.
 *
 * @param schema 1
 * @param chain whose chain it is a link of
 * @param time event time at which it counts
 * @param subject what it is about, such as quota/tenant/group/scope/agent; also the record's key
 * @param who a person, or the part of Gatewatch that decided
 * @param action what was done
 * @param why in words
 * @param detail more, in words; null for nothing
 * @param sequence 1, 2, … within the chain
 * @param previous {@code event} of the one before; empty for the first
 * @param event SHA-256 of this record without this field, as UTF-8 JSON in this order
 */
@JsonPropertyOrder({
  "schema",
  "chain",
  "time",
  "subject",
  "who",
  "action",
  "why",
  "detail",
  "sequence",
  "previous",
  "event"
})
@JsonIgnoreProperties(ignoreUnknown = true)
public record AuditEntry(
    int schema,
    String chain,
    Instant time,
    String subject,
    String who,
    String action,
    String why,
    String detail,
    long sequence,
    String previous,
    String event) {

  /** The topic, keyed by subject. */
  public static final String TOPIC = "gatewatch.audit";

  private static final ObjectMapper JSON = DetectionCodec.mapper();

  public AuditEntry {
    requireNonNull(time, "time");
    requireNonNull(subject, "subject");
    requireNonNull(who, "who");
    requireNonNull(action, "action");
    requireNonNull(why, "why");
    requireNonNull(previous, "previous");
  }

  /** The hash that {@code event} must be. */
  String hash() {
    AuditEntry bare =
        new AuditEntry(
            schema, chain, time, subject, who, action, why, detail, sequence, previous, null);
    return Sha256.hex(bare.toJson());
  }

  AuditEntry sealed() {
    return new AuditEntry(
        schema, chain, time, subject, who, action, why, detail, sequence, previous, hash());
  }

  /** As JSON on one line. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (IOException e) {
      throw new IllegalStateException("an entry always has a JSON form", e);
    }
  }
}
