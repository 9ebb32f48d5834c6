package io.gatewatch.ingest.nginx;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.Answers;
import io.gatewatch.ingest.text.Decimal;
import io.gatewatch.ingest.text.Envelope;
import io.gatewatch.ingest.text.Peer;
import java.util.Arrays;

/**
 * Reads nginx's JSON lines. Fields are told by the name of the variable that they hold; names of
 * our older format are understood too, and any field {@code http_…} is the request header of that
 * name. Confined to one thread.
 */
public final class NginxReader implements LineReader {
  private final Envelope envelope = new Envelope();
  private final JsonLine json = new JsonLine();
  private final NginxTime time = new NginxTime();
  private NginxRequest request;
  private NginxDecision decision;
  private RawCall raw;

  @Override
  public RawCall read(byte[] line) throws LineFault {
    raw = new RawCall();
    request = new NginxRequest();
    decision = new NginxDecision();
    time.clear();
    int start = envelope.open(line);
    raw.node = envelope.sender();
    byte[] object = start == 0 ? line : Arrays.copyOfRange(line, start, line.length);
    try (JsonCursor in = json.openRepaired(object)) {
      while (in.nextField()) {
        readField(in.name(), in);
      }
      in.end();
    }
    finish();
    return raw;
  }

  private void readField(String name, JsonCursor in) throws LineFault {
    switch (name) {
      case "msec", "time_iso8601", "time_local", "time", "timestamp", "@timestamp" ->
          time.end(in.text());
      case "request_time", "t_request" -> raw.latencyMillis = time.duration(in.text());
      case "status" -> raw.status = number(in);
      case "request_length", "bytes_in" -> raw.bytesIn = number(in);
      case "bytes_sent", "bytes_out" -> raw.bytesOut = number(in);
      case "body_bytes_sent" -> noteBody(number(in));
      case "request_method", "method" -> request.method(in.text());
      case "request_uri" -> request.target(in.text());
      case "uri", "path" -> request.path(in.text());
      case "args", "query_string" -> request.query(in.text());
      case "request" -> request.line(in.text());
      case "remote_addr", "client_ip", "client" -> noteClient(value(in.text()));
      default -> readMore(name, in);
    }
  }

  private void readMore(String name, JsonCursor in) throws LineFault {
    switch (name) {
      case "request_id", "id" -> raw.gatewayRequestId = in.text();
      case "hostname", "node" -> raw.node = value(in.text());
      case "environment" -> raw.environment = value(in.text());
      case "proxy_host", "upstream_name", "service" -> raw.service = value(in.text());
      case "upstream_addr", "upstream" -> decision.upstream(in.text());
      case "upstream_status" -> decision.upstreamStatus(in.text());
      case "upstream_header_time" -> decision.upstreamHeader(in.text());
      case "sent_http_x_gatewatch_quota" -> decision.ourLimit(value(in.text()) != null);
      case "decision" -> decision.ourLimit("limit".equals(in.text()));
      case "sent_http_x_error_code", "sent_http_error_code" -> decision.errorCode(in.text());
      default -> readCaller(name, in);
    }
  }

  private void readCaller(String name, JsonCursor in) throws LineFault {
    switch (name) {
      case "authn", "agent", "agent_name", "agent_issuer", "credential", "remote_user" ->
          raw.facts.note(name, value(in.text()));
      case "user_present" -> raw.headers.see("psu-ip-address", value(in.text()));
      case "ua" -> raw.headers.see("user-agent", value(in.text()));
      case "referer", "http_referrer" -> raw.headers.see("referer", value(in.text()));
      case "traceparent" -> raw.headers.see("traceparent", in.text());
      case "xff" -> raw.headers.see("x-forwarded-for", value(in.text()));
      default -> readHeader(name, in);
    }
  }

  private void readHeader(String name, JsonCursor in) throws LineFault {
    String value = name.startsWith("http_") ? value(in.text()) : null;
    if (value != null) {
      raw.headers.see(name.substring(5).replace('_', '-'), value);
    } else {
      in.skip();
    }
  }

  private void finish() throws LineFault {
    raw.endedAtMillis = time.end();
    if (raw.status == null) {
      throw new LineFault(RejectReason.STATUS_MISSING);
    }
    raw.status = Answers.status(raw.status);
    request.writeTo(raw);
    raw.decidedBy = decision.decide(raw.status);
    raw.facts.note("admitted", decision.askedUpstream() ? "yes" : null);
    claim("agent");
    claim("remote_user");
  }

  private void claim(String fact) {
    String name = raw.facts.get(fact);
    if (name != null && !name.equals("anonymous")) {
      raw.claims.add(name);
    }
  }

  private void noteClient(String client) {
    raw.clientAddress = Peer.address(client);
    raw.clientHost = raw.clientAddress;
  }

  private static Double number(JsonCursor in) throws LineFault {
    return Decimal.of(value(in.text()));
  }

  /** The body alone is less than what was sent, and better than nothing. */
  private void noteBody(Double size) {
    raw.bytesOut = raw.bytesOut == null ? size : raw.bytesOut;
  }

  /** What stands for nothing is an empty text, or a dash where somebody left out escape=json. */
  private static String value(String text) {
    return text == null || text.isEmpty() || text.equals("-") ? null : text;
  }
}
