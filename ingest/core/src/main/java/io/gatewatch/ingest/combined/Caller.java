package io.gatewatch.ingest.combined;

import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.text.Escapes;
import io.gatewatch.ingest.text.Peer;

/**
 * What stands before the time: {@code [host] client identity user}. A user name may hold blanks, so
 * this is read from the left. The client is the second word when that looks like an address: what
 * stands before it then is a virtual host, or a Host header, which is the caller's to choose.
 *
 * <p>The user is whom the caller says to be: nginx writes it whether or not anybody has checked a
 * password. It is a claim, unless an identity rule of the operator says that {@code remote_user} is
 * checked.
 */
final class Caller {
  private final byte[] line;
  private final int to;

  private Caller(byte[] line, int to) {
    this.line = line;
    this.to = to;
  }

  static void read(byte[] line, int from, int to, RawCall raw) {
    Caller caller = new Caller(line, Math.max(from, to));
    int first = caller.endOfWord(from);
    int second = caller.endOfWord(first + 1);
    boolean hosted = caller.isHosted(first + 1, second);
    int end = hosted ? second : first;
    caller.noteClient(hosted ? first + 1 : from, end, raw);
    int identity = caller.endOfWord(end + 1);
    caller.noteUser(identity + 1, raw);
  }

  /** Whether the second word is the client: an address, or a name with an identity behind it. */
  private boolean isHosted(int from, int end) {
    if (isDash(from, end)) {
      return false;
    }
    int third = endOfWord(end + 1);
    return looksLikeAddress(from, end) || (isDash(end + 1, third) && third < to);
  }

  private void noteClient(int from, int end, RawCall raw) {
    String client = text(from, end);
    raw.clientAddress = Peer.address(client);
    raw.clientHost = client == null ? "" : raw.clientAddress;
  }

  /** A user; or, as some proxies write, a request id and then a user. */
  private void noteUser(int from, RawCall raw) {
    int start = from;
    int word = endOfWord(from);
    if (word < to && endOfWord(word + 1) == to && (isDash(word + 1, to) || word - from == 32)) {
      raw.echoedRequestId = text(from, word);
      start = word + 1;
    }
    String user = text(start, to);
    if (user != null) {
      raw.facts.note("remote_user", user);
      raw.claims.add(user);
    }
  }

  private boolean looksLikeAddress(int from, int end) {
    boolean dots = false;
    boolean colons = false;
    boolean letters = false;
    for (int at = from; at < end; at++) {
      byte b = line[at];
      boolean digit = b >= '0' && b <= '9';
      dots |= b == '.';
      colons |= b == ':';
      letters |= !digit && b != '.' && b != ':';
      if (!digit && b != '.' && b != ':' && Character.digit(b, 16) < 0) {
        return false;
      }
    }
    return colons || (dots && !letters);
  }

  private int endOfWord(int from) {
    int at = from;
    while (at < to && line[at] != ' ') {
      at++;
    }
    return Math.min(at, to);
  }

  private boolean isDash(int from, int end) {
    return end == from + 1 && line[from] == '-';
  }

  private String text(int from, int end) {
    return end <= from || isDash(from, end) ? null : Escapes.backslash(line, from, end);
  }
}
