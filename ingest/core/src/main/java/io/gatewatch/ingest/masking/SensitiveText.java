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
  static final int MOST_LAYERS = 3;

  /** What gateways take as a request line unless told otherwise; the rest is not looked at. */
  private static final int LONGEST_TEXT = 8 << 10;

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
    new TextLayer(this, bytes, bytes.length, 0).read(naming);
    return found;
  }

  DigitGroups groups() {
    return groups;
  }

  /** Takes note of a kind, and of its place when it stands in the text itself. */
  void found(Kind kind, int depth, int from, int end) {
    found |= bit(kind);
    if (depth == 0) {
      marks.set(from, end);
    }
  }

  /** Reads what was decoded from a part of a layer, and marks that part when it holds anything. */
  void readDecoded(byte[] decoded, int size, int depth, int from, int to) {
    int before = found;
    found = 0;
    new TextLayer(this, decoded, size, depth + 1).read(Naming.NONE);
    if (found != 0 && depth == 0) {
      marks.set(from, to);
    }
    found |= before;
  }

  /** Room for a layer of this length. */
  byte[] buffer(int layer, int length) {
    if (layers[layer] == null || layers[layer].length < length) {
      layers[layer] = new byte[Math.max(256, length)];
    }
    return layers[layer];
  }
}
