package io.gatewatch.ingest.text;

import java.time.YearMonth;
import java.util.Arrays;

/**
 * Times as Apache, nginx and HAProxy write them: 04/Jan/2026:07:25:02 +0100, with or without
 * fractions of a second and zone. Remembers the last minute, since the next line mostly lies in it.
 * Confined to one thread.
 */
public final class ClfTime {
  /** What stands for a text that is no time. */
  public static final double NONE = Double.NaN;

  private static final int MINUTE_LENGTH = 17;
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private final byte[] minute = new byte[MINUTE_LENGTH];
  private double minuteMillis = NONE;

  /**
   * The time between two places, in ms since 1970; {@link #NONE} when there is none.
   *
   * @param zoneSeconds how far local time was ahead of UTC, for times that name no zone
   */
  public double millis(byte[] line, int from, int to, int zoneSeconds) {
    if (to - from < MINUTE_LENGTH + 3 || line[from + MINUTE_LENGTH] != ':') {
      return NONE;
    }
    double start = minuteOf(line, from);
    int second = twoDigits(line, from + MINUTE_LENGTH + 1);
    if (second < 0 || second > 60) {
      return NONE;
    }
    int at = from + MINUTE_LENGTH + 3;
    double fraction = 0;
    if (at < to && line[at] == '.') {
      int stop = endOfDigits(line, at + 1, to);
      fraction = IsoTime.fraction(line, at + 1, stop);
      at = stop;
    }
    double zone =
        at == to ? zoneSeconds : IsoTime.zoneSeconds(line, line[at] == ' ' ? at + 1 : at, to);
    return start + (second - zone) * 1000 + fraction;
  }

  /** The minute as if its clock showed UTC. */
  private double minuteOf(byte[] line, int from) {
    if (!Arrays.equals(minute, 0, MINUTE_LENGTH, line, from, from + MINUTE_LENGTH)) {
      System.arraycopy(line, from, minute, 0, MINUTE_LENGTH);
      minuteMillis = read(line, from);
    }
    return minuteMillis;
  }

  private static double read(byte[] line, int from) {
    int day = twoDigits(line, from);
    int month = month(line, from + 3);
    int century = twoDigits(line, from + 7);
    int year = twoDigits(line, from + 9);
    int hour = twoDigits(line, from + 12);
    int minute = twoDigits(line, from + 15);
    boolean marks =
        line[from + 2] == '/'
            && line[from + 6] == '/'
            && line[from + 11] == ':'
            && line[from + 14] == ':';
    if (!marks || century < 0 || year < 0) {
      return NONE;
    }
    return minute(century * 100 + year, month, day, hour, minute);
  }

  /** Start of a minute of UTC, in ms since 1970; {@link #NONE} when the calendar has none such. */
  static double minute(int year, int month, int day, int hour, int minute) {
    if (month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23 || minute < 0 || minute > 59) {
      return NONE;
    }
    YearMonth of = YearMonth.of(year, month);
    if (day > of.lengthOfMonth()) {
      return NONE;
    }
    return ((of.atDay(day).toEpochDay() * 24 + hour) * 60 + minute) * 60_000d;
  }

  static int twoDigits(byte[] line, int at) {
    int tens = line[at] - '0';
    int ones = line[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  static int endOfDigits(byte[] line, int from, int to) {
    int at = from;
    while (at < to && line[at] >= '0' && line[at] <= '9') {
      at++;
    }
    return at;
  }

  private static int month(byte[] line, int at) {
    for (int month = 0; month < 12; month++) {
      boolean same = true;
      for (int i = 0; i < 3; i++) {
        same &= (line[at + i] | 0x20) == MONTHS.charAt(3 * month + i);
      }
      if (same) {
        return month + 1;
      }
    }
    return 0;
  }
}
