package io.gatewatch.ingest.envoy;

import io.gatewatch.ingest.text.Decimal;
import io.gatewatch.ingest.text.IsoTime;

/**
 * {@code %START_TIME%}: RFC 3339, or seconds since 1970 with decimals, or milliseconds. One thread.
 */
final class EnvoyTime {
  /** More than these are no seconds: the year 5138. */
  private static final double MOST_SECONDS = 1e11;

  private final IsoTime iso = new IsoTime();

  /** In ms since 1970; NaN when it is no time, null when there is none. */
  Double read(String text) {
    if (text == null) {
      return null;
    }
    double number = Decimal.of(text);
    if (Double.isNaN(number)) {
      return iso.millis(text);
    }
    return number < MOST_SECONDS ? Decimal.millisOfSeconds(text) : Double.valueOf(number);
  }
}
