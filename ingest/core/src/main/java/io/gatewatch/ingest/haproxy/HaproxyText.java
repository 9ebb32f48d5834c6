package io.gatewatch.ingest.haproxy;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.Answers;
import io.gatewatch.ingest.text.ClfTime;
import io.gatewatch.ingest.text.Decimal;
import io.gatewatch.ingest.text.Escapes;
import io.gatewatch.ingest.text.Fields;
import io.gatewatch.ingest.text.Peer;
import io.gatewatch.ingest.text.RequestLine;

/**
 * Reads {@code client:port [start] frontend backend/server TR/Tw/Tc/Tr/Ta status bytes cookie
 * cookie state counts queues {captured} {captured} "request"}. The start names no zone: it is taken
 * for UTC unless syslog's own time names one. A request of 1,024 bytes or more lost its end,
 * protocol and all; its last word is then not believed. One thread.
 */
final class HaproxyText {
  private static final int TIMERS = 5;

  private final Fields fields = new Fields(false);
  private final ClfTime clf = new ClfTime();
  private byte[] line;
  private RawCall raw;

  void read(byte[] bytes, int start, int zoneSeconds, RawCall call) throws LineFault {
    line = bytes;
    raw = call;
    fields.start(line, start);
    readClient(start);
    readTime(start, zoneSeconds);
    String server = readRoute();
    readTimers();
    raw.status = Answers.status(number(next()));
    raw.bytesOut = number(next());
    next();
    next();
    String state = next().text();
    raw.decidedBy = HaproxyDecision.decide(state, server, raw.status, false);
    next();
    next();
    readRequest();
  }

  private void readClient(int start) throws LineFault {
    boolean word = fields.next() && fields.kind() == Fields.Kind.WORD;
    if (!word || !Escapes.holds(line, fields.from(), fields.to(), ':')) {
      throw new LineFault(OwnLine.reason(line, start), start);
    }
    raw.clientAddress = Peer.beforePort(fields.text());
    raw.clientHost = raw.clientAddress;
  }

  private void readTime(int start, int zoneSeconds) throws LineFault {
    if (!fields.next() || fields.kind() != Fields.Kind.BRACKETED) {
      throw new LineFault(OwnLine.reason(line, start), start);
    }
    double millis = clf.millis(line, fields.from(), fields.to(), zoneSeconds);
    if (Double.isNaN(millis)) {
      throw new LineFault(RejectReason.TIME_MISSING, fields.from());
    }
    raw.startedAtMillis = millis;
  }

  /** The server's name. A failure before any request is told as {@code frontend/bind: text}. */
  private String readRoute() throws LineFault {
    int from = next().from();
    int to = fields.to();
    if (line[to - 1] == ':') {
      throw new LineFault(RejectReason.NOT_A_CALL, from);
    }
    String frontend = Escapes.plain(line, from, line[to - 1] == '~' ? to - 1 : to);
    String route = next().text();
    int slash = route == null ? -1 : route.indexOf('/');
    if (slash < 0) {
      throw new LineFault(RejectReason.NOT_THE_FORMAT, fields.from());
    }
    String backend = route.substring(0, slash);
    raw.service = backend.equals(frontend) || backend.startsWith("<") ? null : backend;
    return route.substring(slash + 1);
  }

  /** Five times of a request; connections that carry none have three. */
  private void readTimers() throws LineFault {
    int from = next().from();
    int slashes = 0;
    int last = from;
    for (int at = from; at < fields.to(); at++) {
      slashes += line[at] == '/' ? 1 : 0;
      last = line[at] == '/' ? at + 1 : last;
    }
    if (slashes != TIMERS - 1) {
      throw new LineFault(
          slashes == 2 ? RejectReason.NOT_A_CALL : RejectReason.NOT_THE_FORMAT, from);
    }
    double active = number(last, fields.to());
    raw.latencyMillis = active < 0 ? null : Double.valueOf(active);
  }

  private void readRequest() throws LineFault {
    while (fields.next()) {
      if (fields.kind() == Fields.Kind.QUOTED) {
        byte[] request = Escapes.numberSignBytes(line, fields.from(), fields.to());
        RequestLine.read(request, 0, request.length, !RequestLine.isWhole(request), raw);
        return;
      }
    }
    throw new LineFault(RejectReason.TRUNCATED, fields.at());
  }

  private Fields next() throws LineFault {
    if (!fields.next()) {
      throw new LineFault(RejectReason.TRUNCATED, fields.at());
    }
    return fields;
  }

  private Double number(Fields field) {
    return field.isAbsent() ? null : Double.valueOf(number(field.from(), field.to()));
  }

  /** A number; with {@code option logasap}, a plus sign says that it is not the last word. */
  private double number(int from, int to) {
    boolean early = from < to && line[from] == '+';
    return Decimal.of(line, early ? from + 1 : from, to);
  }
}
