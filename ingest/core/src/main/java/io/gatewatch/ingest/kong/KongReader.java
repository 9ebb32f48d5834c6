package io.gatewatch.ingest.kong;

import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.LineFault;

/** Walks through one Kong object and takes notes. One reader a line. */
final class KongReader {
  private final JsonCursor in;
  private final RawCall raw = new RawCall();
  private final KongIdentity identity = new KongIdentity();
  private final KongDecision decision = new KongDecision();
  private String url;

  KongReader(JsonCursor in) {
    this.in = in;
  }

  RawCall read() throws LineFault {
    while (in.nextField()) {
      switch (in.name()) {
        case "request" -> readRequest();
        case "response" -> readResponse();
        case "latencies" -> readLatencies();
        case "consumer" -> identity.readConsumer(in);
        case "authenticated_entity" -> identity.readAuthenticatedEntity(in);
        case "service" -> readService();
        case "started_at" -> raw.startedAtMillis = in.number();
        case "client_ip" -> raw.clientAddress = in.text();
        case "tries" -> decision.tries(in.skipNonEmpty());
        case "source" -> decision.source(in.text());
        case "node_id", "gateway_node", "hostname" -> raw.node = in.text();
        default -> in.skip();
      }
    }
    in.end();
    raw.uri = raw.uri == null ? url : raw.uri;
    identity.writeTo(raw);
    raw.decidedBy = decision.decide(raw.status);
    return raw;
  }

  private void readRequest() throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "method" -> raw.method = in.text();
        case "uri" -> raw.uri = in.text();
        case "url" -> url = in.text();
        case "size" -> raw.bytesIn = in.size();
        case "id" -> raw.gatewayRequestId = in.text();
        case "headers" -> readRequestHeaders();
        case "querystring" -> KongQuery.read(in, raw);
        default -> in.skip();
      }
    }
  }

  private void readRequestHeaders() throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      raw.headers.see(in.name(), in.text());
    }
  }

  private void readResponse() throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "status" -> raw.status = in.number();
        case "size" -> raw.bytesOut = in.size();
        case "headers" -> readResponseHeaders();
        default -> in.skip();
      }
    }
  }

  private void readResponseHeaders() throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      String name = in.name();
      switch (name) {
        case "x-request-id" -> raw.echoedRequestId = in.text();
        case "x-kong-request-id", "kong-request-id" -> echoKongId(in.text());
        default -> decision.responseHeader(name, in.text());
      }
    }
  }

  /** request.id is the better witness; older versions show the id in the response alone. */
  private void echoKongId(String id) {
    raw.gatewayRequestId = raw.gatewayRequestId == null ? id : raw.gatewayRequestId;
  }

  private void readLatencies() throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "request" -> raw.latencyMillis = in.number();
        case "proxy" -> decision.proxyLatency(in.number());
        default -> in.skip();
      }
    }
  }

  private void readService() throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      if (in.name().equals("name")) {
        raw.service = in.text();
      } else {
        in.skip();
      }
    }
  }
}
