package io.gatewatch.ingest.haproxy;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.Answers;
import io.gatewatch.ingest.text.Decimal;
import io.gatewatch.ingest.text.RequestLine;
import java.nio.charset.StandardCharsets;

/**
 * Reads the JSON that our log-format writes. {@code ts_ms} is when the connection was accepted, or,
 * on one that is kept, when the request before it ended: the call's end is {@code end_ms}, else
 * ts_ms + t_total, else, as older formats have it, ts_ms + t_active. One thread.
 */
final class HaproxyJson {
  private final JsonLine json = new JsonLine();
  private RawCall raw;
  private Double accepted;
  private Double total;
  private String method;
  private String uri;
  private Double uriLength;
  private String state;
  private String server;
  private String frontend;
  private boolean ours;

  void read(byte[] line, RawCall call) throws LineFault {
    raw = call;
    accepted = null;
    total = null;
    method = null;
    uri = null;
    uriLength = null;
    state = null;
    server = null;
    frontend = null;
    ours = false;
    try (JsonCursor in = json.openRepaired(line)) {
      while (in.nextField()) {
        readField(in.name(), in);
      }
      in.end();
    }
    finish();
  }

  private void readField(String name, JsonCursor in) throws LineFault {
    switch (name) {
      case "end_ms" -> raw.endedAtMillis = number(in);
      case "ts_ms" -> accepted = number(in);
      case "t_total" -> total = number(in);
      case "t_active" -> raw.latencyMillis = number(in);
      case "status" -> raw.status = number(in);
      case "bytes_in" -> raw.bytesIn = number(in);
      case "bytes_out" -> raw.bytesOut = number(in);
      case "method" -> method = value(in);
      case "uri", "path" -> uri = value(in);
      case "uri_len", "path_len" -> uriLength = number(in);
      case "client_ip" -> raw.clientAddress = value(in);
      case "term" -> state = in.text();
      case "server" -> server = value(in);
      case "decision" -> ours = "limit".equals(in.text());
      default -> readMore(name, in);
    }
  }

  private void readMore(String name, JsonCursor in) throws LineFault {
    switch (name) {
      case "id" -> raw.gatewayRequestId = value(in);
      case "node" -> raw.node = value(in);
      case "environment" -> raw.environment = value(in);
      case "frontend" -> frontend = value(in);
      case "backend" -> raw.service = value(in);
      case "authn", "agent", "agent_name", "agent_issuer", "credential" ->
          raw.facts.note(name, value(in));
      case "xff" -> raw.headers.see("x-forwarded-for", value(in));
      case "ua" -> raw.headers.see("user-agent", value(in));
      case "user_present" -> raw.headers.see("psu-ip-address", value(in));
      default -> readHeader(name, value(in));
    }
  }

  private void readHeader(String name, String value) {
    if (value != null) {
      raw.headers.see(name.replace('_', '-'), value);
    }
  }

  private void finish() throws LineFault {
    if (raw.status == null) {
      throw new LineFault(RejectReason.STATUS_MISSING);
    }
    raw.status = Answers.status(raw.status);
    raw.latencyMillis =
        raw.latencyMillis == null || raw.latencyMillis < 0 ? null : raw.latencyMillis;
    raw.endedAtMillis = raw.endedAtMillis == null ? end() : raw.endedAtMillis;
    raw.clientHost = raw.clientAddress;
    raw.decidedBy = HaproxyDecision.decide(state, server, raw.status, ours);
    boolean unrouted = server == null || server.startsWith("<");
    raw.service =
        unrouted && raw.service != null && raw.service.equals(frontend) ? null : raw.service;
    readRequest();
    String agent = raw.facts.get("agent");
    if (agent != null && !agent.equals("anonymous")) {
      raw.claims.add(agent);
    }
  }

  /** A method without a target, of OPTIONS * or CONNECT, is a request all the same. */
  private void readRequest() {
    if (method == null) {
      return;
    }
    boolean cut = uri != null && uriLength != null && uriLength > utf8Length(uri);
    String target = cut ? RequestLine.lastWhole(uri) : uri;
    RequestLine.note(method, target == null ? "/" : target, raw);
  }

  private Double end() {
    if (accepted == null) {
      return null;
    }
    double spent = total == null ? latency() : total;
    return accepted + Math.max(0, spent);
  }

  private double latency() {
    return raw.latencyMillis == null ? 0 : raw.latencyMillis;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Double number(JsonCursor in) throws LineFault {
    return Decimal.of(value(in));
  }

  /** HAProxy writes a dash for what is unset. */
  private static String value(JsonCursor in) throws LineFault {
    String text = in.text();
    return text == null || text.isEmpty() || text.equals("-") ? null : text;
  }
}
