package io.gatewatch.alerting.audit;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import java.time.Instant;

/**
 * The end of one writer's chain: how many links there are and the hash of the last. Each writer of
 * {@code gatewatch.audit} has a chain of its own, since nobody could tell two writers' order. About
 * 100 B.
 */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
public final class AuditChain {
  private String name;
  private long sequence;
  private String last = "";

  private AuditChain() {}

  /** A chain without links. */
  public AuditChain(String name) {
    this.name = name;
  }

  /** Adds a link. */
  public AuditEntry append(
      Instant time, String subject, String who, String action, String why, String detail) {
    sequence++;
    AuditEntry entry =
        new AuditEntry(1, name, time, subject, who, action, why, detail, sequence, last, null)
            .sealed();
    last = entry.event();
    return entry;
  }
}
