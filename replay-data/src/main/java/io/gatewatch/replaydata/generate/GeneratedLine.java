package io.gatewatch.replaydata.generate;

import java.time.Instant;

/**
 * One log line, dated at the end of its response, as the line itself says it (started_at +
 * latencies.request).
 */
public final class GeneratedLine {
  private final long timeMillis;
  private final byte[] line;
  private final String attackId;

  GeneratedLine(long timeMillis, byte[] line, String attackId) {
    this.timeMillis = timeMillis;
    this.line = line;
    this.attackId = attackId;
  }

  /** Epoch milliseconds. */
  public long timeMillis() {
    return timeMillis;
  }

  public Instant time() {
    return Instant.ofEpochMilli(timeMillis);
  }

  /** One JSON object in UTF-8, without a line end; the caller's to keep, not to change. */
  public byte[] line() {
    return line;
  }

  /** The attack that this line is part of, null for an ordinary one; the line does not tell. */
  public String attackId() {
    return attackId;
  }
}
