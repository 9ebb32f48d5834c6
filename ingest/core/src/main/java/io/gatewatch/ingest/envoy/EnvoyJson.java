package io.gatewatch.ingest.envoy;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.Answers;
import io.gatewatch.ingest.text.Decimal;
import io.gatewatch.ingest.text.Peer;

/**
 * Reads Envoy's JSON. Names are the operator's: those of our template, of Istio, Envoy Gateway and
 * Contour are known, with dashes, underscores or a colon in front alike. What is unset is null, ""
 * or "-", depending on Envoy's version. One thread.
 */
final class EnvoyJson {
  private final JsonLine json = new JsonLine();
  private final EnvoyRequest request = new EnvoyRequest();
  private final EnvoyTime time = new EnvoyTime();
  private EnvoyDecision decision;
  private RawCall raw;
  private String peer;
  private String directPeer;
  private String logType;
  private boolean news;

  void read(byte[] line, RawCall call) throws LineFault {
    raw = call;
    decision = new EnvoyDecision();
    request.clear();
    peer = null;
    directPeer = null;
    logType = null;
    news = false;
    try (JsonCursor in = json.openRepaired(line)) {
      while (in.nextField()) {
        readField(EnvoyNames.plain(in.name()), in);
      }
      in.end();
    }
    finish();
  }

  private void readField(String name, JsonCursor in) throws LineFault {
    switch (name) {
      case "start_time", "timestamp", "@timestamp", "time" ->
          raw.startedAtMillis = time.read(value(in));
      case "duration", "duration_ms" -> raw.latencyMillis = number(in);
      case "response_code", "status" -> raw.status = request.status(number(in));
      case "method", "request_method" -> request.method(value(in));
      case "path", "request_path" -> request.path(value(in));
      case "x_envoy_origin_path", "x_envoy_original_path" -> request.original(value(in));
      case "protocol" -> request.protocol(value(in));
      case "bytes_received" -> raw.bytesIn = number(in);
      case "bytes_sent" -> raw.bytesOut = number(in);
      case "downstream_remote_address", "downstream_address" -> peer = value(in);
      case "downstream_remote_address_without_port" -> peer = peer == null ? value(in) : peer;
      case "downstream_direct_remote_address" -> directPeer = value(in);
      case "access_log_type" -> logType = value(in);
      default -> readMore(name, in);
    }
  }

  private void readMore(String name, JsonCursor in) throws LineFault {
    switch (name) {
      case "response_flags" -> decision.flags(value(in));
      case "response_code_details" -> decision.details(value(in));
      case "upstream_host" -> decision.upstreamHost(value(in));
      case "x_gatewatch_quota" -> decision.ourLimit(value(in) != null);
      case "x_error_code" -> decision.errorCode(value(in));
      case "upstream_cluster" -> raw.service = value(in);
      case "hostname", "pod_name", "node" -> raw.node = value(in);
      case "environment" -> raw.environment = value(in);
      case "request_id", "x_request_id" -> raw.echoedRequestId = value(in);
      case "msg", "message", "level" -> {
        news = true;
        in.skip();
      }
      default -> readCaller(name, in);
    }
  }

  private void readCaller(String name, JsonCursor in) throws LineFault {
    switch (name) {
      case "jwt" -> readToken(in);
      case "jwt_iss", "jwt_azp", "jwt_client_id", "jwt_sub" ->
          raw.facts.note("jwt." + name.substring(4), unquoted(value(in)));
      case "downstream_peer_subject", "downstream_peer_uri_san", "peer_verified" ->
          raw.facts.note(name, value(in));
      case "downstream_peer_fingerprint_256" -> raw.facts.note(name, value(in));
      case "user_present" -> raw.headers.see("psu-ip-address", value(in));
      default -> readHeader(name, value(in));
    }
  }

  /**
   * Claims that jwt_authn wrote to the metadata, which it does only for a token that it verified.
   */
  private void readToken(JsonCursor in) throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "iss" -> raw.facts.note("jwt.iss", unquoted(value(in)));
        case "azp" -> raw.facts.note("jwt.azp", unquoted(value(in)));
        case "client_id" -> raw.facts.note("jwt.client_id", unquoted(value(in)));
        case "sub" -> raw.facts.note("jwt.sub", unquoted(value(in)));
        default -> in.skip();
      }
    }
  }

  private void readHeader(String name, String value) {
    if (value != null) {
      raw.headers.see(name.replace('_', '-'), value);
    }
  }

  private void finish() throws LineFault {
    boolean part = logType != null && !logType.equals("DownstreamEnd") && !logType.equals("NotSet");
    if (part || (news && !request.namesStatus()) || request.isConnection()) {
      throw new LineFault(RejectReason.NOT_A_CALL);
    }
    if (!request.namesStatus()) {
      throw new LineFault(RejectReason.STATUS_MISSING);
    }
    raw.status = Answers.status(raw.status);
    request.writeTo(raw);
    raw.decidedBy = decision.decide(raw.status);
    noteClient();
    claim("downstream_peer_uri_san");
    claim("downstream_peer_subject");
  }

  private void noteClient() {
    String known = peer == null ? directPeer : peer;
    known = known == null ? Peer.last(raw.headers.forwardedFor()) : known;
    raw.clientAddress = Peer.address(known);
    raw.clientHost = known == null ? "" : raw.clientAddress;
  }

  /** A certificate that nobody says is verified is only shown. */
  private void claim(String fact) {
    if (raw.facts.get(fact) != null) {
      raw.claims.add(raw.facts.get(fact));
    }
  }

  private static Double number(JsonCursor in) throws LineFault {
    return Decimal.of(value(in));
  }

  private static String value(JsonCursor in) throws LineFault {
    String text = in.text();
    return text == null || text.isEmpty() || text.equals("-") ? null : text;
  }

  /** Older versions write a text of the metadata with its quotes. */
  private static String unquoted(String text) {
    boolean quotes =
        text != null && text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    return quotes ? text.substring(1, text.length() - 1) : text;
  }
}
