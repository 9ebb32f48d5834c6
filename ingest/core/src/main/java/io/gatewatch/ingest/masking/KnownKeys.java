package io.gatewatch.ingest.masking;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds keys and tokens of well-known services by the prefix that their makers publish, and a
 * length below which it is none. Publishable keys are no secret and not among them.
 */
final class KnownKeys {
  /** Prefix and least length in all. */
  private static final String[] KEYS = {
    "AKIA 20",
    "ASIA 20",
    "LTAI 16",
    "AIza 39",
    "ATATT3 60",
    "SG. 50",
    "NRAK- 30",
    "FLWSECK 20",
    "ghp_ 30",
    "gho_ 30",
    "ghu_ 30",
    "ghs_ 30",
    "ghr_ 30",
    "github_pat_ 40",
    "glpat- 20",
    "gsk_ 30",
    "xoxb- 20",
    "xoxp- 20",
    "xoxa- 20",
    "xoxr- 20",
    "xoxs- 20",
    "xapp- 30",
    "sk_live_ 20",
    "sk_test_ 20",
    "rk_live_ 20",
    "rk_test_ 20",
    "sk-ant- 30",
    "sk-proj- 30",
    "sk- 35",
    "sq0atp- 25",
    "sq0csp- 25",
    "shpat_ 30",
    "shpss_ 30",
    "shpca_ 30",
    "whsec_ 25",
    "npm_ 36",
    "pypi- 40",
    "pplx- 30",
    "dop_v1_ 40",
    "doo_v1_ 40",
    "dapi 36",
    "hvs. 20",
    "hvb. 20",
    "hf_ 30",
    "key- 36",
    "ya29. 30",
    "lin_api_ 30",
    "rzp_live_ 20",
    "rzp_test_ 20"
  };

  private static final byte[][][] BY_FIRST = new byte[128][][];
  private static final int[][] LEAST = new int[128][];

  static {
    for (int first = 0; first < 128; first++) {
      char c = (char) first;
      String[] here = Arrays.stream(KEYS).filter(key -> key.charAt(0) == c).toArray(String[]::new);
      if (here.length > 0) {
        BY_FIRST[first] = new byte[here.length][];
        LEAST[first] = new int[here.length];
        for (int i = 0; i < here.length; i++) {
          String[] parts = here[i].split(" ", -1);
          BY_FIRST[first][i] = parts[0].getBytes(StandardCharsets.US_ASCII);
          LEAST[first][i] = Integer.parseInt(parts[1]);
        }
      }
    }
  }

  private KnownKeys() {}

  /** Where a key that starts here ends; −1 when none does. */
  static int end(byte[] text, int from, int to) {
    byte[][] prefixes = text[from] < 0 ? null : BY_FIRST[text[from]];
    if (prefixes == null) {
      return -1;
    }
    for (int i = 0; i < prefixes.length; i++) {
      if (startsWith(text, from, to, prefixes[i])) {
        int end = endOfToken(text, from, to);
        if (end - from >= LEAST[text[from]][i] && isDrawn(text, from + prefixes[i].length, end)) {
          return end;
        }
      }
    }
    return -1;
  }

  /** The end of the token: letters, digits, dash, underscore, dot. */
  static int endOfToken(byte[] text, int from, int to) {
    int end = from;
    while (end < to
        && (Ascii.isAlphanumeric(text[end])
            || text[end] == '-'
            || text[end] == '_'
            || text[end] == '.')) {
      end++;
    }
    return end;
  }

  /** Digits, or letters of both cases: a word behind a prefix is no key. */
  private static boolean isDrawn(byte[] text, int from, int to) {
    int seen = 0;
    for (int i = from; i < to; i++) {
      seen |= Ascii.kind(text[i]);
    }
    return (seen & Ascii.DIGIT) != 0 || seen == (Ascii.LOWER | Ascii.UPPER) || seen == Ascii.UPPER;
  }

  private static boolean startsWith(byte[] text, int from, int to, byte[] prefix) {
    if (to - from < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (text[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
