package io.gatewatch.ingest.masking;

/**
 * One quick look at a text: whether anything sensitive can be in it at all. Says yes too often and
 * no only when it is so; nearly all paths and queries are done with here.
 */
final class PreScan {
  /** Fewer digits together are no card, no IBAN and no phone number without a name. */
  private static final int FEWEST_DIGITS = 9;

  private static final int SHORTEST_BASE64 = 12;
  private static final int SHORTEST_KEY = 16;

  private static final byte BREAK = 0;
  private static final byte LOWER = 1;
  private static final byte UPPER = 2;
  private static final byte DIGIT = 4;
  private static final byte JOINT = 8;
  private static final byte ALARM = 16;
  private static final byte[] KINDS = new byte[128];

  static {
    for (int c = 0; c < 128; c++) {
      byte kind = Ascii.kind((byte) c);
      KINDS[c] = kind == Ascii.DIGIT ? DIGIT : kind == Ascii.LOWER ? LOWER : UPPER;
      KINDS[c] = kind == 0 ? BREAK : KINDS[c];
    }
    for (char c : " -._/()".toCharArray()) {
      KINDS[c] = JOINT;
    }
    for (char c : "@%+={\"".toCharArray()) {
      KINDS[c] = ALARM;
    }
  }

  private PreScan() {}

  /** Whether to look closer. */
  static boolean mayHold(String text) {
    return mayHold(text, text.length());
  }

  /** Whether to look closer at the first characters of a text. */
  static boolean mayHold(String text, int length) {
    int digits = 0;
    int run = 0;
    int seen = 0;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      byte kind = c < 128 ? KINDS[c] : BREAK;
      if (kind == JOINT) {
        run = 0;
        seen = 0;
        continue;
      }
      if (kind == ALARM) {
        return true;
      }
      run = kind == BREAK ? 0 : run + 1;
      seen = kind == BREAK ? 0 : seen | kind;
      digits = kind == DIGIT ? digits + 1 : 0;
      boolean drawn =
          (run >= SHORTEST_BASE64 && (seen & UPPER) != 0)
              || (run >= SHORTEST_KEY && seen == (LOWER | DIGIT));
      if (digits >= FEWEST_DIGITS || drawn) {
        return true;
      }
    }
    return false;
  }
}
