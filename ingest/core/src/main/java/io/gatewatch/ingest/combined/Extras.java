package io.gatewatch.ingest.combined;

import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.text.Decimal;
import io.gatewatch.ingest.text.Fields;

/**
 * What operators add behind the agent, told by its look since nothing names it: quoted addresses
 * are the forwarded chain where only one field holds any, the first bare number with three decimals
 * is nginx's time of the request in seconds, a whole number right before it the size of the
 * request, a bracketed name behind it the backend, 32 hex digits an id, {@code rt=0.012} a time. A
 * quoted number is not believed: it may be a header.
 */
final class Extras {
  private static final double LONGEST = 86_400_000;

  private final byte[] line;
  private final Fields fields;
  private final RawCall raw;
  private double before = Double.NaN;
  private int chains;

  Extras(byte[] line, Fields fields, RawCall raw) {
    this.line = line;
    this.fields = fields;
    this.raw = raw;
  }

  /** Takes note of the field. */
  void read() {
    switch (fields.kind()) {
      case QUOTED -> readQuoted();
      case BRACKETED -> readBackend();
      case WORD -> readWord();
      case BRACED -> {}
    }
  }

  private void readQuoted() {
    int from = fields.from();
    int to = fields.to();
    if (isAddresses(from, to)) {
      // Two may be the chain and a Host that the caller wrote as an address: nothing tells which.
      chains++;
      raw.forwardedFor = chains == 1 ? fields.text() : null;
    } else if (to - from == 55 && line[from + 2] == '-') {
      raw.headers.see("traceparent", fields.text());
    } else if (to - from == 32 || to - from == 36) {
      noteId();
    }
  }

  private void readBackend() {
    if (raw.service == null && raw.latencyMillis != null) {
      raw.service = fields.text();
    }
  }

  private void readWord() {
    int from = fields.from();
    int to = fields.to();
    int named = endOf("rt=", from, to);
    named = named < 0 ? endOf("request_time=", from, to) : named;
    if (named >= 0) {
      boolean quoted = named < to - 1 && line[named] == '"';
      noteTime(Decimal.millisOfSeconds(line, quoted ? named + 1 : named, quoted ? to - 1 : to));
    } else if (to - from > 4 && line[to - 4] == '.') {
      noteTime(Decimal.millisOfSeconds(line, from, to));
    } else if (to - from == 32 || to - from == 36) {
      noteId();
    } else {
      before = raw.latencyMillis == null ? Decimal.of(line, from, to) : before;
    }
  }

  /** The first time counts: those of upstreams follow. */
  private void noteTime(double millis) {
    if (raw.latencyMillis == null && millis >= 0 && millis <= LONGEST) {
      raw.latencyMillis = millis;
      raw.bytesIn = before >= 0 ? Double.valueOf(before) : null;
    }
  }

  private void noteId() {
    raw.echoedRequestId = raw.echoedRequestId == null ? fields.text() : raw.echoedRequestId;
  }

  private boolean isAddresses(int from, int to) {
    boolean marks = false;
    for (int at = from; at < to; at++) {
      byte b = line[at];
      marks |= b == '.' || b == ':';
      if (Character.digit(b, 16) < 0 && b != '.' && b != ':' && b != ',' && b != ' ') {
        return false;
      }
    }
    return marks;
  }

  private int endOf(String prefix, int from, int to) {
    if (to - from <= prefix.length()) {
      return -1;
    }
    for (int i = 0; i < prefix.length(); i++) {
      if (line[from + i] != prefix.charAt(i)) {
        return -1;
      }
    }
    return from + prefix.length();
  }
}
