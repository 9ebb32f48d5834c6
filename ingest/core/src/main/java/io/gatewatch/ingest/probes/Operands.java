package io.gatewatch.ingest.probes;

/**
 * A comparison that says nothing of any data: two numbers, two quoted texts, or a name with itself.
 * People write it to make a condition hold whatever the data are; a filter compares a name with a
 * constant.
 */
final class Operands {
  private static final String BEFORE = " +('\"";
  private static final String AFTER = " +)'\"";

  private Operands() {}

  /** Whether one begins here, in lower case. */
  static boolean compare(byte[] text, int length, int from) {
    int left = WordCheck.skip(text, length, from, BEFORE);
    int leftEnd = WordCheck.endOfWord(text, length, left);
    int operator = WordCheck.skip(text, length, leftEnd, AFTER);
    int after = endOfOperator(text, length, operator);
    if (after == operator) {
      return false;
    }
    int right = WordCheck.skip(text, length, after, BEFORE);
    int rightEnd = WordCheck.endOfWord(text, length, right);
    boolean quoted = isQuoted(text, from, left) && isQuoted(text, after, right);
    if (quoted || (isNumber(text, left, leftEnd) && isNumber(text, right, rightEnd))) {
      return true;
    }
    return leftEnd > left && same(text, left, leftEnd, right, rightEnd);
  }

  private static int endOfOperator(byte[] text, int length, int from) {
    int end = WordCheck.skip(text, length, from, "=<>!");
    return end == from && WordCheck.startsWith(text, length, from, "like ") ? from + 5 : end;
  }

  private static boolean isQuoted(byte[] text, int from, int at) {
    for (int i = from; i < at; i++) {
      if (text[i] == '\'' || text[i] == '"') {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!WordCheck.isDigit(text[i])) {
        return false;
      }
    }
    return to > from;
  }

  private static boolean same(byte[] text, int from, int to, int other, int otherTo) {
    if (to - from != otherTo - other) {
      return false;
    }
    for (int i = 0; i < to - from; i++) {
      if (text[from + i] != text[other + i]) {
        return false;
      }
    }
    return true;
  }
}
