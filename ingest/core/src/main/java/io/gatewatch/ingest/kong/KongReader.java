package io.gatewatch.ingest.kong;

import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.assemble.RequestHeaders;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;

/**
 * Reads Kong's log object, of http-log, file-log, tcp-log and kafka-log alike. Confined to one
 * thread.
 */
public final class KongReader implements LineReader {
  private final JsonLine json = new JsonLine();
  private JsonCursor in;
  private RawCall raw;
  private KongDecision decision;
  private String url;

  @Override
  public RawCall read(byte[] line) throws LineFault {
    raw = new RawCall();
    decision = new KongDecision();
    url = null;
    KongIdentity identity = new KongIdentity(raw.facts);
    try (JsonCursor cursor = json.open(line)) {
      in = cursor;
      readObject(identity);
    }
    raw.uri = raw.uri == null ? url : raw.uri;
    identity.writeTo(raw);
    raw.decidedBy = decision.decide(raw.status);
    return raw;
  }

  private void readObject(KongIdentity identity) throws LineFault {
    while (in.nextField()) {
      switch (in.name()) {
        case "request" -> readRequest(identity);
        case "response" -> readResponse();
        case "latencies" -> readLatencies();
        case "consumer" -> identity.readConsumer(in);
        case "authenticated_entity" -> identity.readAuthenticatedEntity(in);
        case "jwt" -> identity.readFacts("jwt.", in);
        case "service" -> readService();
        case "started_at" -> raw.startedAtMillis = in.number();
        case "client_ip" -> readClient(in.text());
        case "tries" -> decision.tries(in.skipNonEmpty());
        case "source" -> decision.source(in.text());
        case "node_id", "gateway_node", "hostname" -> raw.node = in.text();
        case "environment" -> raw.environment = in.text();
        case "tls_client_subject" -> raw.facts.note("tls.client_subject", in.text());
        default -> in.skip();
      }
    }
    in.end();
  }

  private void readRequest(KongIdentity identity) throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "method" -> raw.method = in.text();
        case "uri" -> raw.uri = in.text();
        case "url" -> readUrl();
        case "size" -> raw.bytesIn = in.size();
        case "id" -> raw.gatewayRequestId = in.text();
        case "headers" -> readRequestHeaders();
        case "tls" -> identity.readFacts("tls.", in);
        case "querystring" -> KongQuery.read(in, raw);
        default -> in.skip();
      }
    }
  }

  /** Where Kong listens on a socket, it has no address of its client and writes unix:. */
  private void readClient(String client) {
    raw.clientAddress = client;
    raw.clientHost = client != null && client.startsWith("unix:") ? client : null;
  }

  /** Counts where there is no uri. */
  private void readUrl() throws LineFault {
    if (raw.uri == null) {
      url = in.text();
    } else {
      in.skip();
    }
  }

  private void readRequestHeaders() throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      String name = in.name();
      if (!RequestHeaders.canMatter(name)) {
        in.skip();
      } else if (in.atArray()) {
        while (in.nextElement()) {
          raw.headers.see(name, in.text());
        }
      } else {
        raw.headers.see(name, in.text());
      }
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
        default -> readOtherHeader(name);
      }
    }
  }

  private void readOtherHeader(String name) throws LineFault {
    if (KongDecision.reads(name)) {
      decision.responseHeader(name, in.text());
    } else {
      in.skip();
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
