package io.gatewatch.ingest.assemble;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.json.LineFault;

/**
 * A field that goes by several names and decides who is charged, or what became of the call. Where
 * a gateway does not escape what a client sends, a client can write such a field into the line
 * under another name than the operator's template has: two values are a reject, and an absent one
 * counts as a value.
 */
public final class Decisive {
  private String value;

  /** Takes note of the field under one of its names; null when it is logged as absent. */
  public void see(String now) throws LineFault {
    String text = now == null ? "" : now;
    if (value != null && !value.equals(text)) {
      throw new LineFault(RejectReason.DUPLICATE_FIELD);
    }
    value = text;
  }

  /** The value; null when it is absent, or not logged at all. */
  public String get() {
    return value == null || value.isEmpty() ? null : value;
  }

  /** Whether the line has the field, be it as absent. */
  public boolean isLogged() {
    return value != null;
  }
}
