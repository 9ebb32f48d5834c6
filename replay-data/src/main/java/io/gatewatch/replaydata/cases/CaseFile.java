package io.gatewatch.replaydata.cases;

import io.gatewatch.ingest.config.YamlFile;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a case says of itself: {@code case.yaml}, as in {@code schemas/case.schema.json}.
 *
 * @param about what happens, in one sentence
 * @param made where the calls come from: the command that makes them again, or the alert that they
 *     were recorded of
 * @param begin the attack's first call, RFC 3339; null for a look-alike
 * @param expect the alerts that must be raised; none for a look-alike
 * @param quiet true for a look-alike: nobody may raise an alert but those in {@code may}
 * @param tempts of a look-alike: thresholds with which its rule would accuse it, which shows that
 *     the rule's own are what keeps it quiet
 * @param may detectors that may speak besides, by id without version
 * @param knownGap why the case does not pass yet; null when it should
 */
public record CaseFile(
    String about,
    String made,
    String begin,
    List<Expected> expect,
    boolean quiet,
    SortedMap<String, Double> tempts,
    List<String> may,
    String knownGap) {

  /** Its name in a case's folder. */
  public static final String NAME = "case.yaml";

  private static final YamlFile FILE =
      new YamlFile(NAME, "a case file", "about, made, and expect or quiet");

  public CaseFile {
    check(about != null && !about.isBlank(), "about", "one sentence that says what happens");
    check(made != null && !made.isBlank(), "made", "where the calls come from");
    expect = expect == null ? List.of() : List.copyOf(expect);
    tempts = Collections.unmodifiableSortedMap(tempts == null ? new TreeMap<>() : tempts);
    may = may == null ? List.of() : List.copyOf(may);
    check(quiet == expect.isEmpty(), "expect, quiet", "a list of alerts, or quiet: true");
    check(quiet || tempts.isEmpty(), "tempts", "of a look-alike alone");
    check(!tempts.containsValue(null), "tempts", "numbers by the names of thresholds");
    check(new HashSet<>(may).size() == may.size(), "may", "each detector once");
    check(quiet == (begin == null), "begin", "the first call of an attack, for an attack alone");
    check(begin == null || isTime(begin), "begin", "RFC 3339, such as 2026-03-02T09:40:00Z");
    check(knownGap == null || !knownGap.isBlank(), "knownGap", "the reason");
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with what is wrong, in one line
   */
  public static CaseFile read(String yaml) {
    CaseFile file = FILE.read(yaml, CaseFile.class);
    check(file != null, NAME, "about, made, and expect or quiet");
    return file;
  }

  /** When the attack begins, epoch milliseconds; Long.MIN_VALUE for a look-alike. */
  long beginMillis() {
    return begin == null ? Long.MIN_VALUE : Instant.parse(begin).toEpochMilli();
  }

  private static boolean isTime(String text) {
    try {
      Instant.parse(text);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static void check(boolean holds, String field, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(field + ": wrong (expected: " + expected + ")");
    }
  }
}
