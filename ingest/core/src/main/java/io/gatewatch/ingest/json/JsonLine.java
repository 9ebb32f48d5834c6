package io.gatewatch.ingest.json;

import io.gatewatch.ingest.RejectReason;
import java.nio.charset.StandardCharsets;

/** Opens lines that hold one JSON object each, after a check of their UTF-8. One thread. */
public final class JsonLine {
  private final Utf8 utf8 = new Utf8();

  /** A cursor inside the line's object; to be closed. */
  public JsonCursor open(byte[] line) throws LineFault {
    check(line);
    return JsonCursor.open(line);
  }

  /**
   * As {@link #open}, but a name that stands twice in an object is a fault: for lines that an
   * operator's template writes without escaping, where the second may be the client's.
   */
  public JsonCursor openTemplate(byte[] line) throws LineFault {
    check(line);
    return JsonCursor.openUnique(line);
  }

  private void check(byte[] line) throws LineFault {
    long fault = utf8.faultIn(line);
    if (fault >= 0) {
      throw new LineFault(RejectReason.NOT_UTF8, fault);
    }
  }

  /**
   * As {@link #open}, but bytes that are not UTF-8 become U+FFFD: for gateways that pass on what
   * callers send, so that nobody can have his lines refused by an odd byte in a header.
   */
  public JsonCursor openRepaired(byte[] line) throws LineFault {
    if (utf8.faultIn(line) < 0) {
      return JsonCursor.open(line);
    }
    String repaired = new String(line, StandardCharsets.UTF_8);
    return JsonCursor.open(repaired.getBytes(StandardCharsets.UTF_8));
  }
}
