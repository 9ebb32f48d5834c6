package io.gatewatch.collector.syslog;

import java.util.Arrays;

/**
 * What a gateway wrote, without the envelope: RFC 5424's header and structured data, or RFC 3164's
 * time, host and tag as nginx and HAProxy write them. Text without a priority, as Kong's tcp-log
 * sends it, has no envelope; an envelope that cannot be followed stays on, so that the line is
 * rejected as a whole. Linear in the message, and total.
 */
final class SyslogMessage {
  private static final int HEADER_FIELDS = 5;

  private final byte[] frame;
  private final int end;
  private int at;

  private SyslogMessage(byte[] frame) {
    this.frame = frame;
    int last = frame.length;
    while (last > 0 && isTrailer(frame[last - 1])) {
      last--;
    }
    this.end = last;
  }

  /** The message in a frame, without line ends. */
  static byte[] text(byte[] frame) {
    SyslogMessage message = new SyslogMessage(frame);
    boolean open = message.skipPriority() && message.skipHeader();
    return Arrays.copyOfRange(frame, open ? message.at : 0, message.end);
  }

  private boolean skipPriority() {
    if (!is('<')) {
      return false;
    }
    int from = ++at;
    while (at < end && isDigit(frame[at]) && at - from < 3) {
      at++;
    }
    boolean holds = at > from && is('>');
    at++;
    return holds;
  }

  private boolean skipHeader() {
    if (is('1') && at + 1 < end && frame[at + 1] == ' ') {
      at += 2;
      return skipFields() && skipStructuredData() && skipMark();
    }
    skipTime();
    skipTag();
    return true;
  }

  private boolean skipFields() {
    for (int field = 0; field < HEADER_FIELDS; field++) {
      at = endOfToken(at);
      if (at >= end) {
        return false;
      }
      at++;
    }
    return true;
  }

  /** A hyphen, or elements in brackets; a quoted value may hold an escaped bracket. */
  private boolean skipStructuredData() {
    if (is('-')) {
      at++;
    } else {
      while (is('[')) {
        boolean quoted = false;
        while (at < end && (quoted || frame[at] != ']')) {
          if (frame[at] == '\\') {
            at++;
          } else if (frame[at] == '"') {
            quoted = !quoted;
          }
          at++;
        }
        at++;
      }
    }
    if (is(' ')) {
      at++;
      return true;
    }
    return false;
  }

  /** The byte order mark that RFC 5424 puts before UTF-8. */
  private boolean skipMark() {
    if (at + 2 < end
        && frame[at] == (byte) 0xef
        && frame[at + 1] == (byte) 0xbb
        && frame[at + 2] == (byte) 0xbf) {
      at += 3;
    }
    return true;
  }

  /** {@code Nov 26 10:50:00} or an RFC 3339 time, with the space behind it. */
  private void skipTime() {
    boolean bsd =
        at + 15 < end
            && frame[at + 3] == ' '
            && frame[at + 6] == ' '
            && frame[at + 9] == ':'
            && frame[at + 12] == ':'
            && frame[at + 15] == ' ';
    if (bsd) {
      at += 16;
      return;
    }
    int token = endOfToken(at);
    boolean rfc3339 = token - at >= 20 && frame[at + 4] == '-' && frame[at + 10] == 'T';
    if (rfc3339 && token < end) {
      at = token + 1;
    }
  }

  /** A tag ends with a colon and may stand behind a host; without one nothing is skipped. */
  private void skipTag() {
    int first = endOfToken(at);
    if (isTag(at, first)) {
      at = Math.min(end, first + 1);
      return;
    }
    int second = endOfToken(first + 1);
    if (isTag(first + 1, second)) {
      at = Math.min(end, second + 1);
    }
  }

  private boolean isTag(int from, int to) {
    if (to > end || to - from < 2 || frame[to - 1] != ':') {
      return false;
    }
    for (int i = from; i < to - 1; i++) {
      if (!isTagByte(frame[i])) {
        return false;
      }
    }
    return true;
  }

  private int endOfToken(int from) {
    int to = from;
    while (to < end && frame[to] != ' ') {
      to++;
    }
    return to;
  }

  private boolean is(char c) {
    return at < end && frame[at] == c;
  }

  private static boolean isTagByte(byte b) {
    return isDigit(b)
        || (b >= 'a' && b <= 'z')
        || (b >= 'A' && b <= 'Z')
        || "-_./[]".indexOf(b) >= 0;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isTrailer(byte b) {
    return b == '\n' || b == '\r' || b == 0;
  }
}
