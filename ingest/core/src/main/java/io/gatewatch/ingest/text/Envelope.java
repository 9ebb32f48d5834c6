package io.gatewatch.ingest.text;

/**
 * What carriers put before a gateway's own line: a container runtime's time and stream (CRI: {@code
 * 2026-03-02T09:15:00.1Z stdout F }), syslog of RFC 3164 or 5424 with or without its priority, and
 * the files that rsyslog writes of them. All of it is written before a byte of the caller's.
 * Confined to one thread.
 */
public final class Envelope {
  private static final int CLOCK_LENGTH = 16;
  private static final int MOST_TOKENS = 2;

  private String sender;
  private double zoneSeconds;
  private boolean tagged;

  /** Where the gateway's own line starts. */
  public int open(byte[] line) {
    sender = null;
    zoneSeconds = 0;
    tagged = false;
    int at = afterPriority(line);
    if (at > 0 && at + 1 < line.length && line[at] == '1' && line[at + 1] == ' ') {
      return afterHeader(line, at + 2);
    }
    if (IsoTime.startsAt(line, at, line.length) && line[at + 10] == 'T') {
      int stop = endOfWord(line, at);
      noteZone(line, at, stop);
      return afterTime(line, stop + 1);
    }
    return isClock(line, at) ? afterTag(line, at + CLOCK_LENGTH) : at;
  }

  /** The host that the carrier names; null when it names none. */
  public String sender() {
    return sender;
  }

  /** How far the sender's clock is ahead of UTC by the carrier's time; 0 when it does not say. */
  public int zoneSeconds() {
    return (int) zoneSeconds;
  }

  /** Whether the carrier names a program. */
  public boolean isTagged() {
    return tagged;
  }

  /** Behind {@code <134>}. */
  private static int afterPriority(byte[] line) {
    if (line.length == 0 || line[0] != '<') {
      return 0;
    }
    int at = ClfTime.endOfDigits(line, 1, Math.min(line.length, 5));
    return at > 1 && at < line.length && line[at] == '>' ? at + 1 : 0;
  }

  /** RFC 5424: time, host, program, process, message id, structured data. */
  private int afterHeader(byte[] line, int from) {
    int at = from;
    for (int part = 0; part < 5 && at < line.length; part++) {
      int stop = endOfWord(line, at);
      if (part == 0) {
        noteZone(line, at, stop);
      } else if (part == 1) {
        noteSender(line, at, stop);
      }
      at = stop + 1;
    }
    tagged = true;
    at = afterStructuredData(line, at);
    boolean mark = at + 2 < line.length && line[at] == (byte) 0xef && line[at + 1] == (byte) 0xbb;
    return Math.min(mark ? at + 3 : at, line.length);
  }

  private static int afterStructuredData(byte[] line, int from) {
    int at = from;
    boolean quoted = false;
    boolean inside = at < line.length && line[at] == '[';
    while (at < line.length && (inside || line[at] != ' ')) {
      byte b = line[at];
      if (b == '\\') {
        at++;
      } else if (b == '"') {
        quoted = !quoted;
      } else if (b == ']' && !quoted) {
        inside = at + 1 < line.length && line[at + 1] == '[';
      }
      at++;
    }
    return at + 1;
  }

  /** A container's stream and flag, or a syslog file's host and program. */
  private int afterTime(byte[] line, int at) {
    boolean stream = isWord(line, at, "stdout") || isWord(line, at, "stderr");
    if (!stream) {
      return afterTag(line, at);
    }
    int flag = endOfWord(line, at) + 1;
    return Math.min(endOfWord(line, flag) + 1, line.length);
  }

  /**
   * Behind {@code host program[1]: } or {@code program: }; without a program, nothing is skipped.
   */
  private int afterTag(byte[] line, int from) {
    int at = from;
    for (int token = 0; token < MOST_TOKENS && at < line.length; token++) {
      int stop = endOfWord(line, at);
      boolean tag = stop > at + 1 && line[stop - 1] == ':' && line[stop - 2] != ':';
      if (tag) {
        tagged = true;
        if (token == 1) {
          noteSender(line, from, at - 1);
        }
        return Math.min(stop + 1, line.length);
      }
      at = stop + 1;
    }
    return Math.min(from, line.length);
  }

  /** Whether a place shows {@code Jan 4 07:25:02 }. */
  private static boolean isClock(byte[] line, int at) {
    return line.length - at > CLOCK_LENGTH
        && line[at] >= 'A'
        && line[at] <= 'S'
        && line[at + 3] == ' '
        && line[at + 6] == ' '
        && line[at + 9] == ':'
        && line[at + 12] == ':'
        && line[at + 15] == ' ';
  }

  private void noteZone(byte[] line, int from, int to) {
    if (to > from && line[to - 1] != 'Z' && to - from > 6) {
      double zone = IsoTime.zoneSeconds(line, to - 6, to);
      zoneSeconds = Double.isNaN(zone) ? 0 : zone;
    }
  }

  private void noteSender(byte[] line, int from, int to) {
    boolean named = to > from && !(to == from + 1 && line[from] == '-');
    sender = named ? Escapes.plain(line, from, to) : null;
  }

  private static boolean isWord(byte[] line, int at, String word) {
    if (at + word.length() >= line.length || line[at + word.length()] != ' ') {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (line[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int endOfWord(byte[] line, int from) {
    int at = from;
    while (at < line.length && line[at] != ' ') {
      at++;
    }
    return at;
  }
}
