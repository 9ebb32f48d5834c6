package io.gatewatch.ingest.masking;

/**
 * Finds e-mail addresses around an @: a local part of 1 to 64 characters, a host with a dot and a
 * top level of 2 to 24 letters. {@code git@host}, {@code image@2x.png} and addresses that a program
 * gives so that its maker can be asked (bot@, abuse@) are none.
 */
final class EmailAddress {
  private static final int LONGEST_LOCAL = 64;
  private static final int LONGEST_HOST = 253;
  private static final String[] ROLES = {
    "git",
    "bot",
    "bots",
    "crawler",
    "spider",
    "abuse",
    "webmaster",
    "postmaster",
    "hostmaster",
    "noreply",
    "no-reply",
    "support",
    "info",
    "contact",
    "admin",
    "security",
    "ops",
    "dev",
    "api"
  };

  private EmailAddress() {}

  /** Where the local part before an @ starts; −1 when there is none that names a person. */
  static int start(byte[] text, int at) {
    int from = at;
    while (from > 0 && at - from <= LONGEST_LOCAL && isLocal(text[from - 1])) {
      from--;
    }
    while (from < at && !Ascii.isAlphanumeric(text[from])) {
      from++;
    }
    boolean fits = from < at && at - from <= LONGEST_LOCAL;
    return fits && text[at - 1] != '.' && !isRole(text, from, at) ? from : -1;
  }

  /** Where the host behind an @ ends; −1 when there is none. */
  static int end(byte[] text, int at, int length) {
    int to = at + 1;
    int dot = -1;
    while (to < length && to - at <= LONGEST_HOST) {
      byte c = text[to];
      if (c == '.') {
        if (to == dot + 1 || to == at + 1) {
          return -1;
        }
        dot = to;
      } else if (!Ascii.isAlphanumeric(c) && c != '-') {
        break;
      }
      to++;
    }
    if (dot == to - 1 && dot > 0) {
      to--;
      dot = lastDot(text, at, to);
    }
    int top = to - dot - 1;
    return dot > 0 && top >= 2 && top <= 24 && isLetters(text, dot + 1, to) && !isScale(text, at)
        ? to
        : -1;
  }

  private static boolean isLocal(byte c) {
    return Ascii.isAlphanumeric(c) || c == '.' || c == '_' || c == '-' || c == '+' || c == '\'';
  }

  private static int lastDot(byte[] text, int at, int to) {
    for (int i = to - 1; i > at; i--) {
      if (text[i] == '.') {
        return i;
      }
    }
    return -1;
  }

  private static boolean isLetters(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Ascii.isLetter(text[i])) {
        return false;
      }
    }
    return true;
  }

  /** Pictures for fine screens: logo@2x.png. */
  private static boolean isScale(byte[] text, int at) {
    return Ascii.isDigit(text[at + 1]) && text[at + 2] == 'x' && text[at + 3] == '.';
  }

  private static boolean isRole(byte[] text, int from, int at) {
    for (String role : ROLES) {
      if (role.length() == at - from && matches(text, from, role)) {
        return true;
      }
    }
    return false;
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
