package io.gatewatch.alerting.desk;

import static java.util.Objects.requireNonNull;

import io.gatewatch.alerting.Ids;
import io.gatewatch.alerting.audit.AuditChain;
import io.gatewatch.alerting.audit.AuditEntry;
import io.gatewatch.ingest.ControlRecord;
import java.time.Instant;

/**
 * That control holds a maintenance window or a snooze: what the audit says of it.
 *
 * @param kind {@link DeskBook#MAINTENANCE} or {@link DeskBook#SNOOZE}
 * @param sha256 of the record's payload
 * @param by who says so; empty when the record names nobody
 * @param reasons in words
 * @param ends whether it ends what was said before under this id
 */
public record WindowNotice(
    String kind,
    String id,
    int version,
    Instant effectiveFrom,
    String sha256,
    String by,
    String reasons,
    boolean ends) {
  private static final String NOBODY = "not said";
  private static final int LONGEST = 200;

  public WindowNotice {
    requireNonNull(kind, "kind");
    requireNonNull(id, "id");
    requireNonNull(effectiveFrom, "effectiveFrom");
  }

  /** Whether records of a kind are such. */
  public static boolean isOf(String kind) {
    return kind.equals(DeskBook.MAINTENANCE) || kind.equals(DeskBook.SNOOZE);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when its payload cannot be used: then the desk leaves it out
   */
  public static WindowNotice of(ControlRecord record) {
    WindowFile file = WindowFile.read(record.payload(), record.effectiveFrom());
    return new WindowNotice(
        record.kind(),
        record.id(),
        record.version(),
        record.effectiveFrom(),
        record.sha256(),
        cut(String.join(", ", file.by())),
        cut(file.reasons()),
        file.isEmpty());
  }

  /** Tells it from others: the same record again is the same notice. */
  public String noticeId() {
    return Ids.of("w-", kind, id, Integer.toString(version), effectiveFrom.toString(), sha256);
  }

  /**
   * The link that it makes.
   *
   * @param heard when it was; it counts from then, or from its own time where this is later
   */
  public AuditEntry entry(AuditChain chain, Instant heard) {
    return chain.append(
        heard.isAfter(effectiveFrom) ? heard : effectiveFrom,
        kind + "/" + id,
        by.isEmpty() ? NOBODY : by,
        kind + (ends ? "_ended" : "_set"),
        reasons,
        kind + ":" + id + ":" + version + " from " + effectiveFrom + ", sha256 " + sha256);
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
  }
}
