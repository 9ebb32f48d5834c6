package io.gatewatch.ingest.formats;

import static java.util.Objects.requireNonNull;

import io.gatewatch.ingest.LineSplitter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The envelope in which a cloud delivers several lines at once: one object with an array under a
 * known name, such as {@code {"records":[…]}}. An object without such an array is a line itself.
 *
 * @param field name of the array
 */
public record Batch(String field) {
  public Batch {
    requireNonNull(field, "field");
  }

  /** The lines of a piece, in order. Time is linear in the piece. */
  public List<byte[]> open(byte[] piece) {
    int bracket = arrayIn(piece);
    return bracket < 0 ? List.of(piece) : LineSplitter.splitArray(piece, bracket);
  }

  /** Where the array starts; −1 when the object has none of that name. */
  private int arrayIn(byte[] piece) {
    byte[] quoted = ('"' + field + '"').getBytes(StandardCharsets.UTF_8);
    int depth = 0;
    for (int at = 0; at < piece.length; at++) {
      byte b = piece[at];
      if (b == '"') {
        int bracket = depth == 1 && startsWith(quoted, piece, at) ? valueAt(piece, at, quoted) : -1;
        if (bracket >= 0) {
          return bracket;
        }
        at = endOfText(piece, at);
      } else if (b == '{' || b == '[') {
        depth++;
      } else if (b == '}' || b == ']') {
        depth--;
      } else if (depth == 0 && b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return -1;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] quoted, byte[] piece, int at) {
    boolean same = piece.length - at >= quoted.length;
    for (int i = 0; i < quoted.length && same; i++) {
      same = piece[at + i] == quoted[i];
    }
    return same;
  }

  private static int valueAt(byte[] piece, int name, byte[] quoted) {
    int colon = skipBlanks(piece, name + quoted.length);
    if (colon >= piece.length || piece[colon] != ':') {
      return -1;
    }
    int value = skipBlanks(piece, colon + 1);
    return value < piece.length && piece[value] == '[' ? value : -1;
  }

  private static int endOfText(byte[] piece, int quote) {
    int at = quote + 1;
    while (at < piece.length && piece[at] != '"') {
      at += piece[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  private static int skipBlanks(byte[] piece, int from) {
    int at = from;
    while (at < piece.length
        && (piece[at] == ' ' || piece[at] == '\n' || piece[at] == '\r' || piece[at] == '\t')) {
      at++;
    }
    return at;
  }
}
