package io.gatewatch.ingest.masking;

import java.nio.charset.StandardCharsets;

/** The word that was read last in a layer of a text: the name of what follows, until forgotten. */
final class LastName {
  private final byte[] text;
  private final int length;
  private Naming naming = Naming.NONE;
  private int from = -1;
  private int to;
  private int wordStart;

  LastName(byte[] text, int length) {
    this.text = text;
    this.length = length;
  }

  /** Starts with what is known from outside. */
  void is(Naming given) {
    naming = given;
  }

  /** Takes a word; words joined by dash or underscore are one name. */
  void take(int wordFrom, int wordTo) {
    boolean joined = to > 0 && to == wordFrom - 1 && (text[to] == '_' || text[to] == '-');
    from = joined && from >= 0 ? from : wordFrom;
    to = wordTo;
    wordStart = wordFrom;
    naming = null;
  }

  void forget() {
    from = -1;
    naming = Naming.NONE;
  }

  /** What the name says of what follows. */
  Naming naming() {
    if (naming == null) {
      naming = Naming.of(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
      boolean segment = to < length && text[to] == '/';
      naming = segment && naming == Naming.NONE ? Naming.ID : naming;
    }
    return naming;
  }

  /** Whether the word is Bearer or Basic, which are parted from their token by a blank. */
  boolean isScheme() {
    int letters = to - wordStart;
    boolean fits = (letters == 5 || letters == 6) && Ascii.lower(text[wordStart]) == 'b';
    return fits && (naming() == Naming.SECRET || naming() == Naming.TOKEN);
  }
}
