package io.gatewatch.ingest.masking;

import io.gatewatch.ingest.Exposure.Kind;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;

/**
 * Finds what is sensitive in a text, through the encodings that an attacker or a careless client
 * uses: percent, base64 and base64url, hex, the claims of a JWT, up to three layers deep. Answers
 * with kinds as bits ({@link #bit}) and, for the text itself, with the places.
 *
 * <p>Errs towards silence, since an alert rises from it: digits are a card only in an issuer's
 * range, with its length and a Luhn digit, and where no name says that they number something else;
 * a phone number only when written like one or named so; a drawn token only with a known prefix or
 * a name that says key, since ids are drawn as well. What {@link Scrubber} replaces is wider.
 *
 * <p>Looks at the first 8 KiB of a text. Linear: every layer is read once, and a layer is no longer
 * than the one it is made of. Keeps one buffer a layer, as long as the longest text so far;
 * confined to one thread.
 */
public final class SensitiveText {
  private static final int MOST_LAYERS = 3;

  /** What gateways take as a request line unless told otherwise; the rest is not looked at. */
  private static final int LONGEST_TEXT = 8 << 10;

  private static final int SHORTEST_BASE64 = 12;
  private static final int SHORTEST_HEX = 18;

  /** What may stand between a name and the first character of its value. */
  private static final String BEFORE_VALUE = " \"'[({";

  private final byte[][] layers = new byte[MOST_LAYERS + 1][];
  private final DigitGroups groups = new DigitGroups();
  private final BitSet marks = new BitSet();
  private int found;

  /** The bit of a kind. */
  @SuppressWarnings("EnumOrdinal")
  public static int bit(Kind kind) {
    return 1 << kind.ordinal();
  }

  /** Kinds in a text of which nothing is known. */
  public int kindsIn(String text) {
    String start = start(text);
    return PreScan.mayHold(start) ? read(start, Naming.NONE) : 0;
  }

  /** Kinds in the first characters of a text. */
  public int kindsIn(String text, int length) {
    return PreScan.mayHold(text, Math.min(length, LONGEST_TEXT))
        ? kindsIn(text.substring(0, length))
        : 0;
  }

  /** Kinds in the value of a name. */
  public int kindsOf(String name, String value) {
    Naming naming = Naming.of(name);
    boolean named = naming.compareTo(Naming.CARD) >= 0;
    String start = start(value);
    return named || PreScan.mayHold(start) ? read(start, naming) : 0;
  }

  private static String start(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  /** The same without the quick look that saves the reading; fills {@link #marks}. */
  int kindsInFull(String text) {
    return read(text, Naming.NONE);
  }

  /** Which characters of the last text belong to something that was found. */
  BitSet marks() {
    return marks;
  }

  private int read(String text, Naming naming) {
    found = 0;
    marks.clear();
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    new Layer(bytes, bytes.length, 0).read(naming);
    return found;
  }

  private byte[] buffer(int layer, int length) {
    if (layers[layer] == null || layers[layer].length < length) {
      layers[layer] = new byte[Math.max(256, length)];
    }
    return layers[layer];
  }

  /** One layer of a text, read from left to right. */
  private final class Layer {
    private final byte[] text;
    private final int length;
    private final int depth;

    private Naming naming;
    private int nameFrom = -1;
    private int nameTo;
    private boolean assigned;
    private int judgedTo;

    Layer(byte[] text, int length, int depth) {
      this.text = text;
      this.length = length;
      this.depth = depth;
    }

    void read(Naming given) {
      naming = given;
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
          forget();
        }
        percent |= c == '%';
        at++;
      }
      if (percent && depth < MOST_LAYERS) {
        byte[] out = buffer(depth + 1, length);
        int decoded = Decoded.percent(text, 0, length, out);
        if (decoded < length) {
          new Layer(out, decoded, depth + 1).read(given);
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
      if (end < 0 && depth < MOST_LAYERS) {
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

    /** Takes a word as the name of what follows; words joined by dash or underscore are one. */
    private void readWord(int from, int to) {
      boolean joined =
          nameTo > 0 && nameTo == from - 1 && (text[nameTo] == '_' || text[nameTo] == '-');
      nameFrom = joined && nameFrom >= 0 ? nameFrom : from;
      nameTo = to;
      naming = null;
      assigned = to < length && (text[to] == ' ' || text[to] == '+') && isScheme(from, to);
    }

    /** Bearer and Basic, which are parted from their token by a blank. */
    private boolean isScheme(int from, int to) {
      int first = Ascii.lower(text[from]);
      boolean fits = (to - from == 6 && first == 'b') || (to - from == 5 && first == 'b');
      return fits && (naming() == Naming.SECRET || naming() == Naming.TOKEN);
    }

    private void forget() {
      nameFrom = -1;
      naming = Naming.NONE;
      assigned = false;
    }

    private Naming naming() {
      if (naming == null) {
        naming =
            Naming.of(new String(text, nameFrom, nameTo - nameFrom, StandardCharsets.ISO_8859_1));
        boolean segment = nameTo < length && text[nameTo] == '/';
        naming = segment && naming == Naming.NONE ? Naming.ID : naming;
      }
      return naming;
    }

    private int readNumber(int from, int to) {
      groups.read(text, from, to, length);
      int end = groups.endOfGroupedCard();
      if (end < 0) {
        end = groups.endOfCard();
        end = end > 0 && naming() == Naming.ID ? -1 : end;
      }
      if (end > 0) {
        return found(Kind.CARD, from, end);
      }
      end = endOfPhone();
      if (end > 0) {
        return found(Kind.PHONE, from, end);
      }
      if (depth < MOST_LAYERS) {
        openHex(from, to);
      }
      return to;
    }

    private int endOfPhone() {
      int end = groups.endOfInternationalPhone();
      if (end < 0) {
        int national = groups.endOfNationalPhone();
        end = national > 0 && naming() != Naming.ID ? national : -1;
      }
      return end < 0 && naming() == Naming.PHONE ? groups.endOfNamedPhone() : end;
    }

    /** The value of a name that says key, token or password; what it holds is read as well. */
    private void readNamedSecret(int from) {
      if (from < judgedTo || !NamedSecret.isNamed(naming())) {
        return;
      }
      judgedTo = NamedSecret.endOfValue(text, from, length);
      if (NamedSecret.is(text, from, judgedTo, naming())) {
        found(naming() == Naming.PASSWORD ? Kind.PASSWORD : Kind.API_KEY, from, judgedTo);
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
      if (dot < 0 || depth == MOST_LAYERS) {
        return -1;
      }
      byte[] out = buffer(depth + 1, length);
      int head = Decoded.base64(text, from, dot, out);
      if (!isJsonWithAlgorithm(out, head)) {
        return -1;
      }
      if (naming() != Naming.SIGNED) {
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
      byte[] out = buffer(depth + 1, length);
      return open(out, Decoded.base64(text, from, to, out), from, to);
    }

    private void openHex(int from, int to) {
      if (to - from >= SHORTEST_HEX && (to - from) % 2 == 0) {
        byte[] out = buffer(depth + 1, length);
        open(out, Decoded.hex(text, from, to, out), from, to);
      }
    }

    /** Reads what was decoded; says whether it was a text at all. */
    private boolean open(byte[] decoded, int size, int from, int to) {
      if (size <= 0) {
        return false;
      }
      int before = found;
      found = 0;
      new Layer(decoded, size, depth + 1).read(Naming.NONE);
      if (found != 0 && depth == 0) {
        marks.set(from, to);
      }
      found |= before;
      return true;
    }

    private int found(Kind kind, int from, int end) {
      found |= bit(kind);
      if (depth == 0) {
        marks.set(from, end);
      }
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
}
