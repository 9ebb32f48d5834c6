package io.gatewatch.ingest.probes;

/** What must hold around a word for it to count. Reads on only as far as one operand or name. */
enum WordCheck {
  /** Nothing. */
  ANY,
  /** The word ends here: neither letter nor digit follows. */
  END,
  /** It opens the text, and ends here. */
  FIRST,
  /** It closes the text. */
  LAST,
  /** A number follows. */
  NUMBER,
  /** A comparison of constants follows, such as 1=1 or 'a'='a. */
  CONSTANTS,
  /** What somebody selects follows: a constant, a bracket, or a list of columns. */
  COLUMNS,
  /** The rest of a statement is cut off: end, space, bracket or quote follows. */
  CUT,
  /** A product of two numbers follows. */
  PRODUCT,
  /** A script's argument follows: a number, a quote or a part of the page. */
  ARGUMENT,
  /** It stands in a tag: after a space, a quote or a slash. */
  ATTRIBUTE,
  /** Something other than the void that pages link to. */
  SCRIPT,
  /** It stands where a shell begins a command. */
  COMMAND,
  /** The address of a text that is to be run ends in a question mark. */
  REMOTE,
  /** The judge counts how far the path climbs. */
  CLIMB,
  /** The judge reads the text again without comments and doubled spaces. */
  SQUEEZE;

  private static final String[] PAGE_PARTS = {"document", "string.", "window", "location"};
  private static final int LONGEST_OPERAND = 24;

  /** Whether it holds around the bytes from {@code from} to before {@code to}. */
  boolean holds(byte[] text, int length, int from, int to) {
    return switch (this) {
      case ANY, CLIMB, SQUEEZE -> true;
      case END -> ends(text, length, to);
      case FIRST -> from == 0 && ends(text, length, to);
      case LAST -> to == length;
      case NUMBER -> isDigit(at(text, length, skip(text, length, to, " '\"(")));
      case CONSTANTS -> Operands.compare(text, length, to);
      case COLUMNS -> columns(text, length, to);
      case CUT -> to == length || " +)'\"&;#".indexOf(text[to]) >= 0;
      case PRODUCT -> product(text, length, to);
      case ARGUMENT -> argument(text, length, to);
      case ATTRIBUTE -> from > 0 && " +\t\n\r\"'/".indexOf(text[from - 1]) >= 0;
      case SCRIPT -> !startsWith(text, length, to, "void") && at(text, length, to) != ';';
      case COMMAND -> command(text, from);
      case REMOTE -> remote(text, length, to);
    };
  }

  private static boolean ends(byte[] text, int length, int to) {
    return to >= length || !isWord(text[to]);
  }

  private static boolean columns(byte[] text, int length, int to) {
    byte first = at(text, length, to);
    if (isDigit(first) || "*('\"@`".indexOf(first) >= 0 || startsWith(text, length, to, "null")) {
      return true;
    }
    int end = endOfWord(text, length, to);
    if (end == to) {
      return false;
    }
    boolean list = at(text, length, end) == ',' && isWord(at(text, length, end + 1));
    return list || at(text, length, end) == '(' || startsWith(text, length, end, " from ");
  }

  private static boolean product(byte[] text, int length, int to) {
    int at = skip(text, length, to, " +");
    int end = endOfWord(text, length, at);
    boolean first = end > at && isDigit(text[at]);
    return first && at(text, length, end) == '*' && isDigit(at(text, length, end + 1));
  }

  private static boolean argument(byte[] text, int length, int to) {
    byte first = at(text, length, to);
    if (isDigit(first) || first == '\'' || first == '"' || first == '`' || first == '/') {
      return true;
    }
    for (String part : PAGE_PARTS) {
      if (startsWith(text, length, to, part)) {
        return true;
      }
    }
    return false;
  }

  private static boolean command(byte[] text, int from) {
    int at = from - 1;
    while (at >= 0 && (text[at] == ' ' || text[at] == '+') && from - at < LONGEST_OPERAND) {
      at--;
    }
    if (at < 0) {
      return false;
    }
    boolean begins = ";|&`\n".indexOf(text[at]) >= 0;
    return begins || (text[at] == '(' && at > 0 && text[at - 1] == '$');
  }

  /** Looks no further than one address goes. */
  private static boolean remote(byte[] text, int length, int to) {
    int end = to;
    while (end < length && text[end] != '&' && text[end] > ' ' && end - to < 256) {
      end++;
    }
    int marks = end;
    while (marks > to && text[marks - 1] == '?') {
      marks--;
    }
    return end > marks && (end - marks > 1 || endsInText(text, to, marks));
  }

  private static boolean endsInText(byte[] text, int from, int to) {
    return to - from > 4
        && text[to - 4] == '.'
        && (startsWith(text, to, to - 3, "txt") || startsWith(text, to, to - 3, "php"));
  }

  static int skip(byte[] text, int length, int from, String skipped) {
    int at = from;
    while (at < length && at - from < LONGEST_OPERAND && skipped.indexOf(text[at]) >= 0) {
      at++;
    }
    return at;
  }

  static int endOfWord(byte[] text, int length, int from) {
    int at = from;
    while (at < length && at - from < LONGEST_OPERAND && isWord(text[at])) {
      at++;
    }
    return at;
  }

  static boolean startsWith(byte[] text, int length, int from, String word) {
    if (from + word.length() > length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static byte at(byte[] text, int length, int at) {
    return at < length ? text[at] : 0;
  }

  static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  static boolean isWord(byte c) {
    return (c >= 'a' && c <= 'z') || isDigit(c) || c == '_';
  }
}
