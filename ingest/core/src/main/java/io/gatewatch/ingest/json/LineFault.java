package io.gatewatch.ingest.json;

import io.gatewatch.ingest.RejectReason;

/**
 * Why a line can not be read, on its way up to the parser that turns it into a reject. Holds no
 * text of the line and no stack trace.
 */
public final class LineFault extends Exception {
  private final RejectReason reason;
  private final long offset;

  /** A fault at a byte offset; −1 when it has none. */
  public LineFault(RejectReason reason, long offset) {
    super(reason.wire(), null, false, false);
    this.reason = reason;
    this.offset = offset;
  }

  /** A fault of a value rather than of a place. */
  public LineFault(RejectReason reason) {
    this(reason, -1);
  }

  /** What is wrong. */
  public RejectReason reason() {
    return reason;
  }

  /** Where, in bytes; −1 when that means nothing. */
  public long offset() {
    return offset;
  }
}
