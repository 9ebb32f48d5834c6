package io.gatewatch.ingest.text;

/**
 * A walk through the fields of a text line: bare words, quoted texts, bracketed texts, with blanks
 * between. After {@link #next}, {@link #from} and {@link #to} say where the field's content lies. A
 * quote that is never closed runs to the end of the line, since carriers cut long lines. Confined
 * to one thread.
 */
public final class Fields {
  /** What a field stands in. */
  public enum Kind {
    WORD,
    QUOTED,
    BRACKETED,
    BRACED
  }

  private final boolean escapes;
  private byte[] line = {};
  private int end;
  private int at;
  private int from;
  private int to;
  private Kind kind = Kind.WORD;
  private boolean cut;

  /**
   * A walk through lines whose writer puts a backslash before what it escapes, or through lines
   * where a backslash is a character like any other.
   */
  public Fields(boolean escapes) {
    this.escapes = escapes;
  }

  /** Starts a walk at a place. */
  public void start(byte[] line, int at) {
    this.line = line;
    this.at = at;
    this.end = line.length;
    this.cut = false;
  }

  /** Moves to the next field; false at the end of the line. */
  public boolean next() {
    while (at < end && line[at] == ' ') {
      at++;
    }
    if (at >= end) {
      from = end;
      to = end;
      return false;
    }
    switch (line[at]) {
      case '"' -> enclosed(Kind.QUOTED, '"');
      case '[' -> enclosed(Kind.BRACKETED, ']');
      case '{' -> enclosed(Kind.BRACED, '}');
      default -> word();
    }
    return true;
  }

  /** Where the content of the field starts. */
  public int from() {
    return from;
  }

  /** Where the content of the field ends. */
  public int to() {
    return to;
  }

  /** Where the next field is looked for. */
  public int at() {
    return at;
  }

  /** What the field stands in. */
  public Kind kind() {
    return kind;
  }

  /** Whether the line ended before the field was closed. */
  public boolean isCut() {
    return cut;
  }

  /** Whether the field is the dash that stands for nothing, or empty. */
  public boolean isAbsent() {
    return to == from || (to == from + 1 && line[from] == '-');
  }

  /** The field, with backslash escapes undone where there are any; null when absent. */
  public String text() {
    if (isAbsent()) {
      return null;
    }
    return escapes ? Escapes.backslash(line, from, to) : Escapes.plain(line, from, to);
  }

  /** The field as a number; null when absent, NaN when it is none. */
  public Double number() {
    return isAbsent() ? null : Decimal.of(line, from, to);
  }

  private void word() {
    kind = Kind.WORD;
    from = at;
    while (at < end && line[at] != ' ') {
      at++;
    }
    to = at;
  }

  /** Ends at the first closing mark, not escaped, with a blank or nothing behind it. */
  private void enclosed(Kind as, char close) {
    kind = as;
    from = ++at;
    for (; at < end; at++) {
      byte b = line[at];
      if (escapes && b == '\\') {
        at++;
      } else if (b == close && (at + 1 == end || line[at + 1] == ' ')) {
        to = at++;
        return;
      }
    }
    at = end;
    to = end;
    cut = true;
  }
}
