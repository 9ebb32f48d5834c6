package io.gatewatch.ingest.masking;

import io.gatewatch.ingest.Exposure.Kind;

/**
 * One layer of a text for {@link SensitiveText}, read once from left to right: the text itself, or
 * what was decoded from the layer above.
 */
final class TextLayer {
  private static final int SHORTEST_BASE64 = 12;
  private static final int SHORTEST_HEX = 18;

  /** What may stand between a name and the first character of its value. */
  private static final String BEFORE_VALUE = " \"'[({";

  private final SensitiveText judge;
  private final byte[] text;
  private final int length;
  private final int depth;
  private final LastName name;

  private boolean assigned;
  private int judgedTo;

  TextLayer(SensitiveText judge, byte[] text, int length, int depth) {
    this.judge = judge;
    this.text = text;
    this.length = length;
    this.depth = depth;
    name = new LastName(text, length);
  }

  /** Reads the layer, of which a name is known that says what it is. */
  void read(Naming given) {
    name.is(given);
    assigned = given != Naming.NONE;
    boolean percent = false;
    int at = 0;
    while (at < length) {
      byte c = text[at];
      if (Ascii.isAlphanumeric(c)) {
        at = readToken(at);
        continue;
      }
      if (c == '=' || c == ':') {
        assigned = true;
      } else if (assigned && BEFORE_VALUE.indexOf(c) < 0) {
        assigned = false;
        readNamedSecret(at);
      }
      if (c == '@') {
        readEmail(at);
      } else if (c == '&' || c == ';') {
        name.forget();
        assigned = false;
      }
      percent |= c == '%';
      at++;
    }
    if (percent && depth < SensitiveText.MOST_LAYERS) {
      byte[] out = judge.buffer(depth + 1, length);
      int decoded = Decoded.percent(text, 0, length, out);
      if (decoded < length) {
        new TextLayer(judge, out, decoded, depth + 1).read(given);
      }
    }
  }

  /** Reads a run of letters and digits, and what starts with it; says where to go on. */
  private int readToken(int from) {
    int seen = 0;
    int to = from;
    while (to < length && Ascii.isAlphanumeric(text[to])) {
      seen |= Ascii.kind(text[to++]);
    }
    if (from + Uuids.LENGTH <= length && Uuids.isAt(text, from, length)) {
      assigned = false;
      return from + Uuids.LENGTH;
    }
    boolean named = assigned;
    assigned = false;
    boolean jwt = (seen & Ascii.UPPER) != 0 && startsToken(from) && startsJwt(from);
    int end = jwt ? readJwt(from) : -1;
    if (end > 0) {
      return end;
    }
    if (named) {
      readNamedSecret(from);
    }
    if (seen == Ascii.DIGIT) {
      return readNumber(from, to);
    }
    end = readKey(from);
    if (end < 0 && (seen & Ascii.DIGIT) == 0) {
      readWord(from, to);
    }
    if (end < 0 && depth < SensitiveText.MOST_LAYERS) {
      boolean opened = (seen & Ascii.UPPER) != 0 && openBase64(from, to);
      if (!opened && (seen & Ascii.DIGIT) != 0) {
        openHex(from, to);
      }
    }
    return Math.max(end, to);
  }

  /** Keys of known makers, IBANs: the end of one that starts here, −1 when none does. */
  private int readKey(int from) {
    int end = startsToken(from) ? KnownKeys.end(text, from, length) : -1;
    if (end > 0) {
      return found(Kind.API_KEY, from, end);
    }
    end = Iban.end(text, from, length);
    return end > 0 ? found(Kind.IBAN, from, end) : -1;
  }

  /** Takes a word as the name of what follows. */
  private void readWord(int from, int to) {
    name.take(from, to);
    assigned = to < length && (text[to] == ' ' || text[to] == '+') && name.isScheme();
  }

  private int readNumber(int from, int to) {
    DigitGroups groups = judge.groups();
    groups.read(text, from, to, length);
    int end = groups.endOfGroupedCard();
    if (end < 0) {
      end = groups.endOfCard();
      end = end > 0 && name.naming() == Naming.ID ? -1 : end;
    }
    if (end > 0) {
      return found(Kind.CARD, from, end);
    }
    end = endOfPhone(groups);
    if (end > 0) {
      return found(Kind.PHONE, from, end);
    }
    if (depth < SensitiveText.MOST_LAYERS) {
      openHex(from, to);
    }
    return to;
  }

  private int endOfPhone(DigitGroups groups) {
    int end = groups.endOfInternationalPhone();
    if (end < 0) {
      int national = groups.endOfNationalPhone();
      end = national > 0 && name.naming() != Naming.ID ? national : -1;
    }
    return end < 0 && name.naming() == Naming.PHONE ? groups.endOfNamedPhone() : end;
  }

  /** The value of a name that says key, token or password; what it holds is read as well. */
  private void readNamedSecret(int from) {
    if (from < judgedTo || !NamedSecret.isNamed(name.naming())) {
      return;
    }
    judgedTo = NamedSecret.endOfValue(text, from, length);
    if (NamedSecret.is(text, from, judgedTo, name.naming())) {
      found(name.naming() == Naming.PASSWORD ? Kind.PASSWORD : Kind.API_KEY, from, judgedTo);
    }
  }

  private void readEmail(int at) {
    int from = EmailAddress.start(text, at);
    int end = from < 0 ? -1 : EmailAddress.end(text, at, length);
    if (end > 0) {
      found(Kind.EMAIL, from, end);
    }
  }

  /** Head and claims are base64url of JSON objects; the claims are read like any text. */
  private int readJwt(int from) {
    int end = KnownKeys.endOfToken(text, from, length);
    int dot = indexOf('.', from, end);
    if (dot < 0 || depth == SensitiveText.MOST_LAYERS) {
      return -1;
    }
    byte[] out = judge.buffer(depth + 1, length);
    int head = Decoded.base64(text, from, dot, out);
    if (!isJsonWithAlgorithm(out, head)) {
      return -1;
    }
    if (name.naming() != Naming.SIGNED) {
      found(Kind.JWT, from, end);
    }
    int second = indexOf('.', dot + 1, end);
    int claims = Decoded.base64(text, dot + 1, second < 0 ? end : second, out);
    open(out, claims, from, end);
    return end;
  }

  /** Whether nothing that keys are made of stands right before. */
  private boolean startsToken(int from) {
    return from == 0 || "-_.".indexOf(text[from - 1]) < 0;
  }

  private boolean startsJwt(int from) {
    return from + 8 < length && text[from] == 'e' && text[from + 1] == 'y';
  }

  private boolean openBase64(int from, int to) {
    if (to - from < SHORTEST_BASE64) {
      return false;
    }
    byte[] out = judge.buffer(depth + 1, length);
    return open(out, Decoded.base64(text, from, to, out), from, to);
  }

  private void openHex(int from, int to) {
    if (to - from >= SHORTEST_HEX && (to - from) % 2 == 0) {
      byte[] out = judge.buffer(depth + 1, length);
      open(out, Decoded.hex(text, from, to, out), from, to);
    }
  }

  /** Reads what was decoded; says whether it was a text at all. */
  private boolean open(byte[] decoded, int size, int from, int to) {
    if (size <= 0) {
      return false;
    }
    judge.readDecoded(decoded, size, depth, from, to);
    return true;
  }

  private int found(Kind kind, int from, int end) {
    judge.found(kind, depth, from, end);
    return end;
  }

  private int indexOf(char wanted, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isJsonWithAlgorithm(byte[] json, int size) {
    if (size < 10 || json[0] != '{') {
      return false;
    }
    for (int i = 1; i + 5 <= size; i++) {
      if (json[i] == '"'
          && json[i + 1] == 'a'
          && json[i + 2] == 'l'
          && json[i + 3] == 'g'
          && json[i + 4] == '"') {
        return true;
      }
    }
    return false;
  }
}
