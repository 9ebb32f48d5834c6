package io.gatewatch.ingest;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a body into log lines: one JSON object (also over several text lines), an array of them, or
 * one object or array a line. Cuts by brackets and quotes only; whether a piece is JSON is the
 * parser's question, so a broken element becomes one piece and its neighbours stay whole. Time is
 * linear in the body, and a body gives at most {@link #MAX_LINES} pieces: the last holds the rest.
 */
public final class LineSplitter {
  /** Most pieces of one body. */
  public static final int MAX_LINES = 100_000;

  private final byte[] body;
  private final List<byte[]> lines = new ArrayList<>();
  private int searched;

  private LineSplitter(byte[] body) {
    this.body = body;
  }

  /** The lines of a body, in order; none when it is blank. */
  public static List<byte[]> split(byte[] body) {
    LineSplitter splitter = new LineSplitter(body);
    splitter.cut();
    return splitter.lines;
  }

  /** The lines of a text body, in order, without blank ones and line ends. */
  public static List<byte[]> splitText(byte[] body) {
    LineSplitter splitter = new LineSplitter(body);
    int at = 0;
    while (at < body.length) {
      int eol = splitter.endOfLine(at, body.length);
      int start = splitter.skipBlanks(at, eol);
      if (start < eol && splitter.full(start, body.length)) {
        break;
      }
      if (start < eol) {
        splitter.add(start, splitter.trimmed(start, eol));
      }
      at = eol + 1;
    }
    return splitter.lines;
  }

  /**
   * The elements of an array that starts at a place, each as its own bytes; what follows the array
   * does not count.
   */
  public static List<byte[]> splitArray(byte[] body, int bracket) {
    LineSplitter splitter = new LineSplitter(body);
    splitter.cutArray(bracket + 1, body.length);
    return splitter.lines;
  }

  /** Whether a body starts as JSON does: an object, or an array of objects. */
  public static boolean looksLikeJson(byte[] body) {
    LineSplitter splitter = new LineSplitter(body);
    int first = splitter.skipBlanks(0, body.length);
    if (first < body.length && body[first] == '[') {
      first = splitter.skipBlanks(first + 1, body.length);
    }
    return first < body.length && body[first] == '{';
  }

  private void cut() {
    int end = body.length;
    while (end > 0 && isBlank(body[end - 1])) {
      end--;
    }
    int from = skipBlanks(body.length >= 3 && body[0] == (byte) 0xef ? 3 : 0, end);
    if (from >= end) {
      return;
    }
    if (body[from] == '[' || endOfValue(from, end) == end) {
      cutSpan(from, end);
    } else if (!someLineOpens(from, end)) {
      add(from, end);
    } else {
      cutLines(from, end);
    }
  }

  private void cutLines(int from, int end) {
    int at = from;
    while (at < end) {
      int eol = endOfLine(at, end);
      int start = skipBlanks(at, eol);
      if (start < eol && !full(start, end)) {
        cutSpan(start, eol);
      } else if (start < eol) {
        return;
      }
      at = eol + 1;
    }
  }

  /** An array, or else one piece. What follows an array on its line is cut as lines again. */
  private void cutSpan(int from, int end) {
    if (body[from] != '[') {
      add(from, trimmed(from, end));
      return;
    }
    int at = skipBlanks(cutArray(from + 1, end), end);
    if (at < end) {
      cutLines(at, end);
    }
  }

  /** Cuts elements up to the closing bracket and says where the text after it starts. */
  private int cutArray(int from, int end) {
    int at = from;
    while (true) {
      at = skipBlanks(at, end);
      if (at >= end || body[at] == ']') {
        return at + 1;
      }
      if (body[at] == ',') {
        at++;
        continue;
      }
      if (full(at, end)) {
        return end;
      }
      int stop = endOfElement(at, end);
      add(at, trimmed(at, stop));
      at = stop;
    }
  }

  /**
   * Where the element ends: at a comma, the closing bracket, or, when broken, where the next
   * starts.
   */
  private int endOfElement(int from, int end) {
    int at = from;
    if (body[from] == '{' || body[from] == '[' || body[from] == '"') {
      at = endOfValue(from, end);
      if (at < 0) {
        return nextElement(from, end);
      }
    }
    while (at < end && body[at] != ',' && body[at] != ']') {
      at++;
    }
    return at;
  }

  /** The comma before the next object that is whole; the end when there is none. */
  private int nextElement(int from, int end) {
    for (int at = from + 1; at < end && searched <= 4 * body.length; at++) {
      if (body[at] == ',' && opensObject(at + 1, end)) {
        int stop = endOfValue(skipBlanks(at + 1, end), end);
        int next = stop < 0 ? end : skipBlanks(stop, end);
        if (next < end && (body[next] == ',' || body[next] == ']')) {
          return at;
        }
      }
    }
    return end;
  }

  private boolean opensObject(int from, int end) {
    int brace = skipBlanks(from, end);
    if (brace >= end || body[brace] != '{') {
      return false;
    }
    int quote = skipBlanks(brace + 1, end);
    return quote < end && body[quote] == '"';
  }

  /**
   * Index after the value that starts here; −1 when it does not end, or a text holds a line end.
   */
  private int endOfValue(int from, int end) {
    int depth = 0;
    boolean quoted = false;
    for (int at = from; at < end; at++) {
      searched++;
      byte b = body[at];
      if (quoted) {
        if (b == '\\') {
          at++;
        } else if (b == '\n') {
          return -1;
        } else if (b == '"') {
          quoted = false;
        }
      } else if (b == '"') {
        quoted = true;
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      }
      if (!quoted && depth <= 0) {
        return at + 1;
      }
    }
    return -1;
  }

  private boolean someLineOpens(int from, int end) {
    for (int at = from; at < end; at = endOfLine(at, end) + 1) {
      int start = skipBlanks(at, end);
      if (start < end && (body[start] == '{' || body[start] == '[')) {
        return true;
      }
    }
    return false;
  }

  /** When no more pieces are allowed, the rest becomes the last one. */
  private boolean full(int from, int end) {
    if (lines.size() < MAX_LINES - 1) {
      return false;
    }
    if (lines.size() < MAX_LINES) {
      add(from, end);
    }
    return true;
  }

  private void add(int from, int end) {
    lines.add(Arrays.copyOfRange(body, from, end));
  }

  private int endOfLine(int from, int end) {
    int at = from;
    while (at < end && body[at] != '\n') {
      at++;
    }
    return at;
  }

  private int trimmed(int from, int end) {
    int at = end;
    while (at > from && isBlank(body[at - 1])) {
      at--;
    }
    return at;
  }

  private int skipBlanks(int from, int end) {
    int at = from;
    while (at < end && isBlank(body[at])) {
      at++;
    }
    return at;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }
}
