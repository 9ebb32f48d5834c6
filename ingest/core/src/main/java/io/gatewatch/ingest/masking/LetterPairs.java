package io.gatewatch.ingest.masking;

/**
 * How likely one letter is to follow another in words, from 0 (next to never) to 9 (next to
 * always), in steps of a factor of two; worked out from the words of this project's own sources and
 * pages. Words of European languages average 4.5 or more over their pairs, mostly 6; letters drawn
 * at random 3.2.
 */
final class LetterPairs {
  private static final String ROWS =
      "05661350504757050767443150" // a
          + "73208310640731710663700050" // b
          + "71407007506601820537500030" // c
          + "62259140722433630572520140" // d
          + "62675441312557253876244530" // e
          + "70227600803601810545600020" // f
          + "60108246700446610764600032" // g
          + "81008000701042730645410041" // h
          + "54666450103658750467150304" // i
          + "71358111311313814163755111" // j
          + "53239022730236450080300020" // k
          + "71068310703701720165531050" // l
          + "85118010700451770051410010" // m
          + "62677470505324620278530030" // n
          + "35562341505668550756656321" // o
          + "70037004601711760756501030" // p
          + "22222222222422222422924222" // q
          + "72458241704455730566542150" // r
          + "50628106605421651168613030" // s
          + "71428207700312620675403150" // t
          + "55546441500667460777300000" // u
          + "71009030701032600330000010" // v
          + "80357007700206700663002000" // w
          + "63737411711153581338111641" // x
          + "55457111531565661187114113" // y
          + "72229242622422652262222222"; // z

  private static final byte[] PAIRS = new byte[26 * 26];

  static {
    for (int i = 0; i < PAIRS.length; i++) {
      PAIRS[i] = (byte) (ROWS.charAt(i) - '0');
    }
  }

  private LetterPairs() {}

  /** Likelihood of a pair of ASCII letters, in any case. */
  static int likelihood(char first, char second) {
    return PAIRS[((first | 32) - 'a') * 26 + ((second | 32) - 'a')];
  }
}
