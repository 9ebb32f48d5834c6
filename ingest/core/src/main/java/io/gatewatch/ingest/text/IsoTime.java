package io.gatewatch.ingest.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Times of RFC 3339, such as 2026-03-02T09:15:00.123Z or with +01:00. Remembers the last minute.
 * Confined to one thread.
 */
public final class IsoTime {
  private static final int MINUTE_LENGTH = 16;

  private final byte[] minute = new byte[MINUTE_LENGTH];
  private double minuteMillis = ClfTime.NONE;

  /** A text's time in ms since 1970; NaN when it is none. */
  public double millis(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    return millis(bytes, 0, bytes.length);
  }

  /** The time between two places, in ms since 1970; NaN when there is none. */
  public double millis(byte[] line, int from, int to) {
    int at = from + MINUTE_LENGTH;
    if (!startsAt(line, from, to) || to - at < 3 || line[at] != ':') {
      return ClfTime.NONE;
    }
    int second = ClfTime.twoDigits(line, at + 1);
    if (second < 0 || second > 60) {
      return ClfTime.NONE;
    }
    at += 3;
    double fraction = 0;
    if (at < to && (line[at] == '.' || line[at] == ',')) {
      int stop = ClfTime.endOfDigits(line, at + 1, to);
      fraction = fraction(line, at + 1, stop);
      at = stop;
    }
    double zone = at == to ? 0 : zoneSeconds(line, at, to);
    return minuteOf(line, from) + (second - zone) * 1000 + fraction;
  }

  /** Whether a place has the look of such a time: 9999-99-99T99:99. */
  static boolean startsAt(byte[] line, int from, int to) {
    return to - from >= MINUTE_LENGTH
        && line[from + 4] == '-'
        && line[from + 7] == '-'
        && (line[from + 10] == 'T' || line[from + 10] == ' ')
        && line[from + 13] == ':';
  }

  /** Seconds ahead of UTC that Z, +0100 or +01:00 names; NaN for anything else. */
  static double zoneSeconds(byte[] line, int from, int to) {
    int length = to - from;
    if (length == 1 && (line[from] == 'Z' || line[from] == 'z')) {
      return 0;
    }
    boolean colon = length == 6 && line[from + 3] == ':';
    if ((length != 5 && !colon) || (line[from] != '+' && line[from] != '-')) {
      return ClfTime.NONE;
    }
    int hours = ClfTime.twoDigits(line, from + 1);
    int minutes = ClfTime.twoDigits(line, from + (colon ? 4 : 3));
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return ClfTime.NONE;
    }
    int seconds = hours * 3600 + minutes * 60;
    return line[from] == '-' ? -seconds : seconds;
  }

  /** The first three decimals, as whole milliseconds; NaN without a digit. */
  static double fraction(byte[] line, int from, int to) {
    if (to == from) {
      return ClfTime.NONE;
    }
    int millis = 0;
    for (int i = 0; i < 3; i++) {
      millis = millis * 10 + (from + i < to ? line[from + i] - '0' : 0);
    }
    return millis;
  }

  private double minuteOf(byte[] line, int from) {
    if (!Arrays.equals(minute, 0, MINUTE_LENGTH, line, from, from + MINUTE_LENGTH)) {
      System.arraycopy(line, from, minute, 0, MINUTE_LENGTH);
      int century = ClfTime.twoDigits(line, from);
      int year = ClfTime.twoDigits(line, from + 2);
      minuteMillis =
          century < 0 || year < 0
              ? ClfTime.NONE
              : ClfTime.minute(
                  century * 100 + year,
                  ClfTime.twoDigits(line, from + 5),
                  ClfTime.twoDigits(line, from + 8),
                  ClfTime.twoDigits(line, from + 11),
                  ClfTime.twoDigits(line, from + 14));
    }
    return minuteMillis;
  }
}
