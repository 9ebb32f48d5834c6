package io.gatewatch.ingest.catalog;

import io.gatewatch.ingest.catalog.PathSegment.Form;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A path of a catalogue. Its notation is OpenAPI's, and says more in braces: {@code {name}} a value
 * whose kind of object is derived, {@code {name:account}} of this kind, {@code {name:-}} one that
 * names no object, {@code {name=a|b}} one of these words and no object, {@code {name+}} everything
 * that follows; {@code <version>} is v1, v3.1 and the like, {@code <release>} one of three numbers
 * or more, and both stay in the route as they came. Text may stand around braces, as in {@code
 * {id}:close}.
 */
record PathPattern(List<PathSegment> segments) {
  private static final int MOST_SEGMENTS = 64;

  PathPattern {
    segments = List.copyOf(segments);
  }

  /** Reads the notation; runs of slashes and a slash at the end do not count. */
  static PathPattern of(String notation) {
    List<PathSegment> segments = new ArrayList<>();
    String wordBefore = null;
    for (int from = 0; from < notation.length(); ) {
      int to = RequestPath.segmentEnd(notation, from);
      if (to > from) {
        PathSegment segment = segment(notation.substring(from, to), wordBefore, notation);
        segments.add(segment);
        wordBefore = segment.form() == Form.WORD ? segment.text() : null;
      }
      from = to + 1;
    }
    if (segments.size() > MOST_SEGMENTS) {
      throw wrong(notation, "at most " + MOST_SEGMENTS + " segments");
    }
    for (int i = 0; i + 1 < segments.size(); i++) {
      if (segments.get(i).form() == Form.REST) {
        throw wrong(notation, "nothing after a {name+}");
      }
    }
    return new PathPattern(segments);
  }

  /** This path below a base path. */
  PathPattern below(PathPattern base) {
    List<PathSegment> all = new ArrayList<>(base.segments);
    all.addAll(segments);
    return new PathPattern(all);
  }

  /** As it shows in a route. */
  String template() {
    StringBuilder out = new StringBuilder();
    segments.forEach(s -> out.append('/').append(s.template()));
    return out.isEmpty() ? "/" : out.toString();
  }

  /** As it is written in a catalogue; empty for the root. */
  String notation() {
    StringBuilder out = new StringBuilder();
    segments.forEach(s -> out.append('/').append(s.notation()));
    return out.toString();
  }

  /** The words that stay, without versions. */
  List<String> words() {
    return segments.stream()
        .filter(s -> s.form() == Form.WORD && !VersionSegment.matches(s.text()))
        .map(PathSegment::text)
        .toList();
  }

  /** Words and names of choices: what the path is about, for naming the operation. */
  List<String> subjects() {
    return segments.stream()
        .filter(s -> s.form() == Form.WORD || s.form() == Form.CHOICE)
        .map(s -> s.template().replace("{", "").replace("}", ""))
        .filter(s -> !VersionSegment.matches(s))
        .toList();
  }

  /** The segments whose value names an object. */
  List<CatalogMatch.Parameter> parameters() {
    List<CatalogMatch.Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      PathSegment s = segments.get(i);
      if (s.kind() != null) {
        int before = s.form() == Form.AFFIXED ? s.text().length() : 0;
        parameters.add(new CatalogMatch.Parameter(i, s.kind(), before, s.after().length()));
      }
    }
    return parameters;
  }

  private static PathSegment segment(String text, String wordBefore, String notation) {
    PathSegment version = PathSegment.version(text);
    if (version != null) {
      return version;
    }
    int open = text.indexOf('{');
    int close = text.lastIndexOf('}');
    if (open < 0 && close < 0) {
      return PathSegment.word(checked(text, notation));
    }
    if (open < 0 || close < open) {
      throw wrong(notation, "braces in pairs");
    }
    String before = checked(text.substring(0, open), notation);
    String after = checked(text.substring(close + 1), notation);
    boolean whole = before.isEmpty() && after.isEmpty();
    String inside = text.substring(open + 1, close);
    if (inside.indexOf('}') >= 0) {
      return several(before, inside, after, wordBefore);
    }
    return whole
        ? braces(inside, wordBefore, notation)
        : affixed(before, inside, after, wordBefore);
  }

  private static PathSegment braces(String inside, String wordBefore, String notation) {
    int equals = inside.indexOf('=');
    if (equals > 0) {
      String name = inside.substring(0, equals);
      List<String> choices = Arrays.asList(inside.substring(equals + 1).split("\\|", -1));
      choices.forEach(choice -> checked(choice, notation));
      String shown = "{" + name + "}";
      return new PathSegment(Form.CHOICE, "", "", shown, "{" + inside + "}", null, choices);
    }
    if (inside.endsWith("+")) {
      String shown = "{" + inside + "}";
      return new PathSegment(Form.REST, "", "", shown, shown, null, List.of());
    }
    String name = name(inside);
    String kind = kind(inside, wordBefore);
    return new PathSegment(
        Form.VALUE, "", "", "{" + name + "}", noted(name, kind), kind, List.of());
  }

  private static PathSegment affixed(
      String before, String inside, String after, String wordBefore) {
    String name = name(inside);
    String kind = kind(inside, wordBefore);
    return new PathSegment(
        Form.AFFIXED,
        before,
        after,
        before + "{" + name + "}" + after,
        before + noted(name, kind) + after,
        kind,
        List.of());
  }

  /** Several braces in one segment count as one value, named by the first. */
  private static PathSegment several(
      String before, String inside, String after, String wordBefore) {
    String first = inside.substring(0, inside.indexOf('}'));
    String others = inside.substring(inside.indexOf('}'));
    String kind = kind(first, wordBefore);
    return new PathSegment(
        before.isEmpty() && after.isEmpty() ? Form.VALUE : Form.AFFIXED,
        before,
        after,
        before + "{" + name(first) + others + "}" + after,
        before + "{" + name(first) + ":" + (kind == null ? "-" : kind) + others + "}" + after,
        kind,
        List.of());
  }

  private static String name(String inside) {
    int colon = inside.indexOf(':');
    return colon < 0 ? inside : inside.substring(0, colon);
  }

  private static String kind(String inside, String wordBefore) {
    int colon = inside.indexOf(':');
    if (colon < 0) {
      return ObjectKind.ofParameter(inside, wordBefore);
    }
    String kind = inside.substring(colon + 1);
    return kind.equals("-") ? null : kind;
  }

  private static String noted(String name, String kind) {
    return "{" + name + ":" + (kind == null ? "-" : kind) + "}";
  }

  private static String checked(String text, String notation) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '{' || c == '}' || c == '<' || c == '>' || c == '?' || c == '#') {
        throw wrong(notation, "words without blanks, braces, <, >, ? or #");
      }
    }
    return text;
  }

  private static IllegalArgumentException wrong(String notation, String expected) {
    return new IllegalArgumentException("path: " + notation + " (expected: " + expected + ")");
  }
}
