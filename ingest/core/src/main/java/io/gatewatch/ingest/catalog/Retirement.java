package io.gatewatch.ingest.catalog;

import io.gatewatch.ingest.ApiCall.Lifecycle;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What a specification says of an operation's end: OpenAPI's {@code deprecated}, the date of RFC
 * 9745's Deprecation, the date of RFC 8594's Sunset. Written {@code deprecated}, {@code deprecated
 * 2026-01-31}, {@code sunset 2026-06-30}, or both with a blank between.
 *
 * @param deprecated first day (UTC) on which it should not be used any more; LocalDate.MIN for ever
 *     since; null when nothing is said
 * @param sunset first day (UTC) on which it may be gone; null when nothing is said
 */
public record Retirement(LocalDate deprecated, LocalDate sunset) {
  private static final String EXPECTED =
      " (expected: deprecated, deprecated 2026-01-31, sunset 2026-06-30, or both)";
  private static final long DAY_MILLIS = 86_400_000;

  public Retirement {
    if (deprecated == null && sunset == null) {
      throw new IllegalArgumentException("a retirement without a word" + EXPECTED);
    }
  }

  /** Deprecated, since whenever. */
  public static Retirement deprecatedNow() {
    return new Retirement(LocalDate.MIN, null);
  }

  /**
   * What {@link #text} wrote; null for null.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Retirement of(String text) {
    if (text == null) {
      return null;
    }
    LocalDate deprecated = null;
    LocalDate sunset = null;
    String[] words = text.trim().split(" +", -1);
    for (int i = 0; i < words.length; i++) {
      boolean dated = i + 1 < words.length && Character.isDigit(first(words[i + 1]));
      if (words[i].equals("deprecated") && deprecated == null) {
        deprecated = dated ? day(words[++i]) : LocalDate.MIN;
      } else if (words[i].equals("sunset") && sunset == null && dated) {
        sunset = day(words[++i]);
      } else {
        throw new IllegalArgumentException("retirement: " + text + EXPECTED);
      }
    }
    return new Retirement(deprecated, sunset);
  }

  private static char first(String word) {
    return word.isEmpty() ? ' ' : word.charAt(0);
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("retirement: " + text + " (expected: a day, 2026-01-31)");
    }
  }

  /** Where the operation stands at a moment; null while it is as good as any. */
  public Lifecycle at(Instant time) {
    long today = Math.floorDiv(time.toEpochMilli(), DAY_MILLIS);
    if (sunset != null && today >= sunset.toEpochDay()) {
      return Lifecycle.SUNSET;
    }
    // What has a day to go on is on its way out, unless the day it is deprecated is still to come.
    boolean begun = deprecated == null || today >= deprecated.toEpochDay();
    return begun ? Lifecycle.DEPRECATED : null;
  }

  /** The one spelling in a catalogue. */
  public String text() {
    String word =
        deprecated == null
            ? ""
            : deprecated.equals(LocalDate.MIN) ? "deprecated" : "deprecated " + deprecated;
    String end = sunset == null ? "" : "sunset " + sunset;
    return word.isEmpty() || end.isEmpty() ? word + end : word + " " + end;
  }
}
