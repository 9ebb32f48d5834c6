package io.gatewatch.ingest.combined;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.Answers;
import io.gatewatch.ingest.text.ClfTime;
import io.gatewatch.ingest.text.Envelope;
import io.gatewatch.ingest.text.Escapes;
import io.gatewatch.ingest.text.Fields;
import io.gatewatch.ingest.text.IsoTime;
import io.gatewatch.ingest.text.RequestLine;

/**
 * Reads {@code client identity user [time] "request" status bytes "referer" "agent" …}. The first
 * quote of the line must open the request right behind the time: servers escape quotes in all that
 * stands before it, so a user name cannot pretend to be the rest of a line.
 */
public final class CombinedReader implements LineReader {
  private static final int LONGEST_TIME = 48;

  private final Envelope envelope = new Envelope();
  private final Fields fields = new Fields(true);
  private final ClfTime clf = new ClfTime();
  private final IsoTime iso = new IsoTime();

  @Override
  public RawCall read(byte[] line) throws LineFault {
    int start = envelope.open(line);
    int quote = indexOf(line, '"', start, line.length);
    int bracket = startOfTime(line, start, quote);
    if (bracket < 0) {
      throw new LineFault(ForeignLine.reason(line, start), start);
    }
    RawCall raw = new RawCall();
    raw.node = envelope.sender();
    raw.endedAtMillis = time(line, bracket + 1, quote - 2);
    Caller.read(line, start, bracket - 1, raw);
    fields.start(line, quote);
    fields.next();
    int from = fields.from();
    int to = fields.to();
    boolean cut = fields.isCut();
    readAnswer(line, cut, raw);
    readRequest(line, from, to, raw);
    return raw;
  }

  private void readAnswer(byte[] line, boolean cut, RawCall raw) throws LineFault {
    if (cut || !fields.next()) {
      throw new LineFault(RejectReason.TRUNCATED, fields.at());
    }
    raw.status = Answers.status(fields.number());
    if (fields.next()) {
      raw.bytesOut = fields.number();
    }
    Extras extras = new Extras(line, fields, raw);
    boolean more = fields.next();
    if (more && fields.kind() == Fields.Kind.QUOTED) {
      raw.referer = fields.text();
      more = fields.next();
      if (more && fields.kind() == Fields.Kind.QUOTED) {
        raw.headers.see("user-agent", fields.text());
        more = fields.next();
      }
    }
    while (more) {
      extras.read();
      more = fields.next();
    }
  }

  private static void readRequest(byte[] line, int from, int to, RawCall raw) {
    if (Escapes.holds(line, from, to, '\\')) {
      byte[] bytes = Escapes.backslashBytes(line, from, to);
      RequestLine.read(bytes, 0, bytes.length, false, raw);
    } else {
      RequestLine.read(line, from, to, false, raw);
    }
  }

  private double time(byte[] line, int from, int to) throws LineFault {
    boolean named = to - from > 3 && line[from + 2] == '/';
    double millis =
        named ? clf.millis(line, from, to, envelope.zoneSeconds()) : iso.millis(line, from, to);
    if (Double.isNaN(millis)) {
      throw new LineFault(RejectReason.TIME_MISSING, from);
    }
    return millis;
  }

  /** The bracket that opens the time right before the quote; −1 when there is none. */
  private static int startOfTime(byte[] line, int start, int quote) {
    if (quote < start + 3 || line[quote - 1] != ' ' || line[quote - 2] != ']') {
      return -1;
    }
    int at = quote - 3;
    while (at > start && at > quote - LONGEST_TIME && line[at] != '[') {
      at--;
    }
    return line[at] == '[' ? at : -1;
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
