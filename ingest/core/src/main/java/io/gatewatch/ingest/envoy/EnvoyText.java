package io.gatewatch.ingest.envoy;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.Answers;
import io.gatewatch.ingest.text.Fields;
import io.gatewatch.ingest.text.IsoTime;
import io.gatewatch.ingest.text.Peer;
import io.gatewatch.ingest.text.RequestLine;

/**
 * Reads {@code [start] "request" status flags received sent duration upstream-time "forwarded-for"
 * "agent" "request id" "authority" "upstream"}, and Istio's format, which has details behind the
 * flags and addresses at the end. Envoy escapes nothing here: where a caller put quotes into a
 * header, so that there are more fields than the format has, neither agent nor forwarded-for is
 * believed. One thread.
 */
final class EnvoyText {
  private static final int QUOTED = 5;
  private static final int REMOTE_ADDRESS = 4;

  private final Fields fields = new Fields(false);
  private final IsoTime iso = new IsoTime();
  private final String[] quoted = new String[QUOTED];
  private byte[] line;
  private RawCall raw;

  void read(byte[] bytes, int start, RawCall call) throws LineFault {
    line = bytes;
    raw = call;
    EnvoyDecision decision = new EnvoyDecision();
    fields.start(line, start);
    readTime();
    if (next().kind() != Fields.Kind.QUOTED) {
      throw new LineFault(RejectReason.NOT_THE_FORMAT, fields.from());
    }
    int from = fields.from();
    int to = fields.to();
    raw.status = next().number();
    decision.flags(next().text());
    readSizes(decision);
    refuseConnections(from, to);
    raw.status = Answers.status(raw.status);
    RequestLine.read(line, from, to, false, raw);
    readRest(decision);
    raw.decidedBy = decision.decide(raw.status);
  }

  private void readTime() throws LineFault {
    if (!fields.next() || OwnLine.isHead(line, fields.from(), fields.to())) {
      throw new LineFault(RejectReason.NOT_A_CALL, fields.from());
    }
    double millis = iso.millis(line, fields.from(), fields.to());
    if (Double.isNaN(millis)) {
      throw new LineFault(
          fields.isCut() ? RejectReason.TRUNCATED : RejectReason.NOT_THE_FORMAT, fields.from());
    }
    raw.startedAtMillis = millis;
  }

  /** Sizes and duration, behind the details that Istio writes, of which the last is quoted. */
  private void readSizes(EnvoyDecision decision) throws LineFault {
    Double received = next().number();
    if (received == null || received.isNaN()) {
      decision.details(fields.text());
      while (fields.kind() != Fields.Kind.QUOTED) {
        next();
      }
      received = next().number();
    }
    raw.bytesIn = received;
    raw.bytesOut = next().number();
    raw.latencyMillis = next().number();
    next();
  }

  /** A connection that carried no request: no method, no path, no protocol, no status. */
  private void refuseConnections(int from, int to) throws LineFault {
    boolean none =
        to - from == 5 && line[from] == '-' && line[from + 2] == '-' && line[to - 1] == '-';
    if (none && (raw.status == null || raw.status == 0)) {
      throw new LineFault(RejectReason.NOT_A_CALL, from);
    }
  }

  private void readRest(EnvoyDecision decision) {
    int count = 0;
    int words = 0;
    String remote = null;
    while (fields.next()) {
      if (fields.kind() == Fields.Kind.QUOTED) {
        if (count < QUOTED) {
          quoted[count] = fields.text();
        }
        count++;
        words = 0;
      } else {
        words++;
        remote = count == QUOTED && words == REMOTE_ADDRESS ? fields.text() : remote;
      }
    }
    if (count == QUOTED && !fields.isCut()) {
      raw.forwardedFor = quoted[0];
      raw.headers.see("user-agent", quoted[1]);
      raw.echoedRequestId = quoted[2];
      decision.upstreamHost(quoted[4]);
    }
    // Quotes that a caller sent move the words about: then nothing says where the peer stands.
    boolean whole = count == QUOTED && !fields.isCut();
    noteClient(whole && remote != null ? remote : Peer.last(raw.forwardedFor));
  }

  /** Without an address of its own, the line's best is what Envoy added to the forwarded chain. */
  private void noteClient(String peer) {
    raw.clientAddress = Peer.address(peer);
    raw.clientHost = peer == null ? "" : raw.clientAddress;
  }

  private Fields next() throws LineFault {
    if (!fields.next()) {
      throw new LineFault(RejectReason.TRUNCATED, fields.at());
    }
    return fields;
  }
}
