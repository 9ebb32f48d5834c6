package io.gatewatch.detectors.rules;

import io.gatewatch.detectors.rules.CheckedFile.Mistake;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why the form of a rule file was refused, taken apart again: line, place, and what is wrong. */
final class Refusal {
  private static final Pattern FORM =
      Pattern.compile("rules: (?:line (\\d{1,9})[:,] )?(?:rules\\[\\d+]\\.?([^: ]*): )?(.*)");

  /** How YAML's own complaints begin, and ours of a file without entries. */
  private static final List<String> OF_THE_WHOLE = List.of("while ", "an empty file or entry");

  private final int line;
  private final String place;
  private final String what;
  private final String id;

  /** A refusal of the entry {@code id}; null for the file itself, or an entry without. */
  Refusal(IllegalArgumentException e, String id) {
    Matcher parts = FORM.matcher(e.getMessage());
    boolean known = parts.matches();
    this.line = known && parts.group(1) != null ? Integer.parseInt(parts.group(1)) : 0;
    this.place = known ? parts.group(2) : null;
    this.what = known ? parts.group(3) : e.getMessage();
    this.id = id;
  }

  int line() {
    return line;
  }

  /** As it is told: of what an entry lacks, the entry's first line. */
  Mistake mistake(int first) {
    boolean lacks = place != null && place.isEmpty();
    String where = place == null || place.isEmpty() ? "" : place + ": ";
    return new Mistake(
        lacks || line == 0 ? first : line, (id == null ? "" : "rule " + id + ": ") + where + what);
  }

  /** Whether it is only there because lines that were wrong are gone. */
  boolean comesOf(List<String> removed) {
    return OF_THE_WHOLE.stream().anyMatch(what::startsWith)
        || removed.stream().anyMatch(key -> isLackOf(key.replaceFirst("^-\\s+", "")));
  }

  private boolean isLackOf(String removed) {
    return what.startsWith("no ") && removed.startsWith(what.substring(3) + ":");
  }
}
