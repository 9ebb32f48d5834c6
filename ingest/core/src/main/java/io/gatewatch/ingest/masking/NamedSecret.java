package io.gatewatch.ingest.masking;

/** Judges a value by a name that says key, token or password. */
final class NamedSecret {
  private static final int SHORTEST_SECRET = 6;
  private static final int SHORTEST_TOKEN = 16;
  private static final String ENDS = "&;,\"'<>(){}[] \t\r\n";

  /** What stands for a value that is not there, or was taken out already. */
  private static final String[] EMPTY = {
    "null",
    "undefined",
    "true",
    "false",
    "none",
    "redacted",
    "masked",
    "hidden",
    "removed",
    "xxxx",
    "xxxxx",
    "xxxxxx",
    "xxxxxxxx",
    "string",
    "required",
    "yes",
    "no"
  };

  private NamedSecret() {}

  /** Where the secret that starts here ends; −1 when the value is none. */
  static int end(byte[] text, int from, int length, Naming naming) {
    if (naming != Naming.SECRET && naming != Naming.TOKEN && naming != Naming.PASSWORD) {
      return -1;
    }
    int to = from;
    while (to < length && ENDS.indexOf(text[to]) < 0) {
      to++;
    }
    if (isEmpty(text, from, to)) {
      return -1;
    }
    boolean secret =
        switch (naming) {
          case SECRET -> to - from >= SHORTEST_SECRET;
          case TOKEN -> to - from >= SHORTEST_TOKEN && isDrawn(text, from, to);
          default -> true;
        };
    return secret ? to : -1;
  }

  /** Digits among letters, or letters that form no words. */
  private static boolean isDrawn(byte[] text, int from, int to) {
    int digits = 0;
    int letters = 0;
    StringBuilder run = new StringBuilder();
    for (int i = from; i < to; i++) {
      digits += Ascii.isDigit(text[i]) ? 1 : 0;
      letters += Ascii.isLetter(text[i]) ? 1 : 0;
      if (Ascii.isLetter(text[i])) {
        run.append((char) text[i]);
      }
    }
    return (digits >= 3 && letters >= 3) || TokenShape.isRandomLetters(run.toString());
  }

  private static boolean isEmpty(byte[] text, int from, int to) {
    for (String empty : EMPTY) {
      if (empty.length() == to - from && matches(text, from, empty)) {
        return true;
      }
    }
    return from == to;
  }

  private static boolean matches(byte[] text, int from, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.lower(text[from + i]) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
