package io.gatewatch.ingest.nginx;

import io.gatewatch.ingest.text.ClfTime;
import io.gatewatch.ingest.text.Decimal;
import io.gatewatch.ingest.text.IsoTime;
import java.nio.charset.StandardCharsets;

/**
 * When nginx wrote the line, which is the end of the response: {@code $msec} in seconds, {@code
 * $time_iso8601} or {@code $time_local}. The first is the finest, so it goes before the others.
 */
final class NginxTime {
  private final IsoTime iso = new IsoTime();
  private final ClfTime clf = new ClfTime();
  private Double end;
  private boolean fine;

  void clear() {
    end = null;
    fine = false;
  }

  void end(String text) {
    if (text == null || text.isEmpty() || fine) {
      return;
    }
    Double millis = Decimal.millisOfSeconds(text);
    fine = !millis.isNaN();
    end = fine ? millis : written(text);
  }

  /** In ms since 1970; NaN when it is no time, null when there is none. */
  Double end() {
    return end;
  }

  /** Seconds as ms; null for the dash and the empty text that stand for nothing. */
  Double duration(String text) {
    return text == null || text.isEmpty() || text.equals("-")
        ? null
        : Decimal.millisOfSeconds(text);
  }

  private double written(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    boolean named = bytes.length > 2 && bytes[2] == '/';
    return named ? clf.millis(bytes, 0, bytes.length, 0) : iso.millis(bytes, 0, bytes.length);
  }
}
