package io.gatewatch.ingest.catalog;

import java.util.List;

/**
 * One segment of a catalogue's path.
 *
 * @param form what it matches
 * @param text the whole word of a WORD; else what stands before the braces
 * @param after what stands after the braces
 * @param template as it shows in a route
 * @param notation as it is written in a catalogue, with nothing left to be derived
 * @param kind kind of the object that the value names; null when it names none
 * @param choices of a CHOICE
 */
record PathSegment(
    Form form,
    String text,
    String after,
    String template,
    String notation,
    String kind,
    List<String> choices) {

  /** From the most special to the most general: of two that match, the earlier form is taken. */
  enum Form {
    WORD,
    VERSION,
    CHOICE,
    AFFIXED,
    VALUE,
    REST
  }

  private static final String VERSION = "<version>";
  private static final String RELEASE = "<release>";

  PathSegment {
    choices = List.copyOf(choices);
  }

  static PathSegment word(String word) {
    return new PathSegment(Form.WORD, word, "", word, word, null, List.of());
  }

  /** The version that a notation stands for; null when it stands for none. */
  static PathSegment version(String notation) {
    return notation.equals(VERSION) || notation.equals(RELEASE)
        ? new PathSegment(Form.VERSION, "", "", notation, notation, null, List.of())
        : null;
  }

  /** Whether a path's segment from one index up to another can be this one. */
  boolean matches(String path, int from, int to) {
    return switch (form) {
      case WORD -> is(text, path, from, to);
      case VERSION ->
          VersionSegment.matches(path, from, to)
              && (notation.equals(VERSION) || VersionSegment.numbers(path, from, to) >= 3);
      case CHOICE -> isChoice(path, from, to);
      case AFFIXED ->
          to - from > text.length() + after.length()
              && path.startsWith(text, from)
              && path.startsWith(after, to - after.length());
      case VALUE, REST -> !is(".", path, from, to) && !is("..", path, from, to);
    };
  }

  private boolean isChoice(String path, int from, int to) {
    for (int i = 0; i < choices.size(); i++) {
      if (is(choices.get(i), path, from, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(String word, String path, int from, int to) {
    return word.length() == to - from && path.startsWith(word, from);
  }
}
