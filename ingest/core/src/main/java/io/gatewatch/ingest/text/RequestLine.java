package io.gatewatch.ingest.text;

import io.gatewatch.ingest.assemble.RawCall;
import java.nio.charset.StandardCharsets;

/**
 * The first line of a request, as servers log it: method, target, protocol. What is none, such as
 * the bytes of a TLS handshake, a dash or nothing, is a malformed request: somebody sent it, so it
 * is a call. A target with blanks, or without a protocol behind it, counts as malformed only where
 * the server refused it as such, since old servers serve both.
 */
public final class RequestLine {
  private static final int LONGEST_METHOD = 64;

  /** What a method may hold beside letters and digits (RFC 9110, section 5.6.2). */
  private static final String MARKS = "-_!#$%&'*+.^`|~";

  private static final double BAD_REQUEST = 400;

  private RequestLine() {}

  /**
   * Notes the request between two places, escapes undone; the status must have been noted.
   *
   * @param cut whether the line broke off inside: the last word of the target is then half a word
   */
  public static void read(byte[] line, int from, int to, boolean cut, RawCall raw) {
    int blank = indexOf(line, ' ', from, to);
    int protocol = startOfProtocol(line, from, to);
    int end = protocol < 0 ? to : protocol - 1;
    if (!isMethod(line, from, blank) || !isTarget(line, blank + 1, end, protocol >= 0)) {
      raw.malformedRequest = true;
      return;
    }
    boolean cutTarget = cut && protocol < 0;
    boolean odd = (protocol < 0 && !cut) || indexOf(line, ' ', blank + 1, end) >= 0;
    raw.method = method(line, from, blank);
    raw.uri = target(line, blank + 1, cutTarget ? lastWhole(line, blank + 1, end) : end);
    raw.malformedRequest = odd && raw.status != null && raw.status == BAD_REQUEST;
  }

  /** Notes method and target that the server logs apart; without either, the request was none. */
  public static void note(String method, String target, RawCall raw) {
    byte[] bytes = method == null ? new byte[0] : method.getBytes(StandardCharsets.UTF_8);
    boolean named = isMethod(bytes, 0, bytes.length);
    raw.malformedRequest = !named || target == null;
    raw.method = named ? method : null;
    raw.uri = target != null && target.equals("*") ? "/" : target;
  }

  /**
   * Whether a word can be a method: a token of RFC 9110 with a letter in it. Gateways pass on
   * methods that nobody registered, and who could have his lines refused for one would be unseen.
   */
  public static boolean isMethod(String word) {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    return isMethod(bytes, 0, Math.min(bytes.length, LONGEST_METHOD));
  }

  /** Whether a request ends with its protocol. */
  public static boolean isWhole(byte[] request) {
    return startOfProtocol(request, 0, request.length) >= 0;
  }

  /** Up to the last mark between words: a half id would be an id that nobody has. */
  public static String lastWhole(String target) {
    int at = target.length();
    while (at > 1 && "/?&,".indexOf(target.charAt(at - 1)) < 0) {
      at--;
    }
    return target.substring(0, at);
  }

  private static int lastWhole(byte[] line, int from, int end) {
    int at = end;
    while (at > from + 1 && "/?&,".indexOf(line[at - 1]) < 0) {
      at--;
    }
    return at;
  }

  private static String target(byte[] line, int from, int to) {
    boolean server = to == from + 1 && line[from] == '*';
    return server ? "/" : Escapes.plain(line, from, to);
  }

  /** Where HTTP/1.1 starts at the end of the request; −1 when it does not end so. */
  private static int startOfProtocol(byte[] line, int from, int to) {
    int blank = to - 1;
    while (blank >= from && blank > to - 12 && line[blank] != ' ') {
      blank--;
    }
    boolean http =
        blank > from
            && to - blank > 6
            && line[blank] == ' '
            && line[blank + 1] == 'H'
            && line[blank + 2] == 'T'
            && line[blank + 3] == 'T'
            && line[blank + 4] == 'P'
            && line[blank + 5] == '/';
    return http ? blank + 1 : -1;
  }

  private static boolean isMethod(byte[] line, int from, int to) {
    boolean word = to > from && to - from <= LONGEST_METHOD;
    boolean letter = false;
    for (int i = from; i < to && word; i++) {
      byte c = line[i];
      boolean here = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      letter |= here;
      word = here || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }
    return word && letter;
  }

  private static boolean isTarget(byte[] line, int from, int to, boolean http) {
    return to > from && (http || line[from] == '/');
  }

  private static String method(byte[] line, int from, int to) {
    if (to - from == 3 && line[from] == 'G' && line[from + 1] == 'E' && line[from + 2] == 'T') {
      return "GET";
    }
    return Escapes.plain(line, from, to);
  }

  private static int indexOf(byte[] line, char wanted, int from, int to) {
    for (int at = from; at < to; at++) {
      if (line[at] == wanted) {
        return at;
      }
    }
    return -1;
  }
}
