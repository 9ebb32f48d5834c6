package io.gatewatch.replaydata.generate;

import java.util.HashSet;
import java.util.Set;

/** Writes a call as Kong 3's http-log and file-log plugins do: one JSON object of about 2 kB. */
final class KongLine {
  /** Id of Kong's default workspace. */
  static final String WORKSPACE = "5f0c9d7e-1b7a-4c36-9f5e-2a6a7d3b8c11";

  private static final String HOST = "api.bank.example";

  private final KongEntities entities = new KongEntities();
  private final LineBuffer out = new LineBuffer();
  private final KongHeaders headers = new KongHeaders(out);

  byte[] write(Call call) {
    out.clear().raw("{\"request\":{\"id\":\"").hex(call.idHigh, 16).hex(call.idLow, 16);
    out.raw("\",\"method\":\"").raw(call.step.endpoint().method()).raw("\",\"uri\":\"");
    uri(call);
    out.raw("\",\"url\":\"https:\\/\\/").raw(HOST).raw(":443");
    uri(call);
    out.raw("\",\"size\":").number(call.bytesIn).raw(",\"querystring\":");
    query(call.query);
    out.raw(",\"headers\":");
    headers.request(call, HOST);
    out.raw(",\"tls\":{\"version\":\"TLSv1.3\",\"cipher\":\"TLS_AES_256_GCM_SHA384\"}}");
    out.raw(",\"response\":{\"status\":").number(call.status);
    out.raw(",\"size\":").number(call.bytesOut).raw(",\"headers\":");
    headers.response(call);
    out.raw("},\"latencies\":{\"kong\":").number(call.kongMillis);
    out.raw(",\"proxy\":").number(call.upstreamMillis);
    out.raw(",\"request\":").number(call.latencyMillis()).raw(",\"receive\":0}");
    upstream(call);
    out.raw(",\"client_ip\":\"").text(call.caller.address());
    out.raw("\",\"started_at\":").number(call.start);
    out.raw(",\"workspace\":\"").raw(WORKSPACE).raw("\",\"workspace_name\":\"default\"");
    if (call.routed) {
      out.raw(",\"service\":").raw(entities.serviceOf(call.step.endpoint()));
      out.raw(",\"route\":").raw(entities.routeOf(call.step.endpoint()));
    }
    if (call.authenticated) {
      consumer(call.caller.agent());
    }
    return out.raw("}").toBytes();
  }

  private void uri(Call call) {
    out.text(call.path);
    if (call.query != null) {
      out.raw("?").text(call.query);
    }
  }

  /** Kong's table of the query, decoded; a name without a value is true. */
  private void query(String query) {
    out.raw("{");
    if (query != null) {
      Set<String> names = new HashSet<>();
      for (String pair : query.split("&", -1)) {
        int equals = pair.indexOf('=');
        String name = PercentText.decode(equals < 0 ? pair : pair.substring(0, equals));
        if (!name.isEmpty() && names.add(name)) {
          out.raw(names.size() == 1 ? "\"" : ",\"").text(name).raw("\":");
          if (equals < 0) {
            out.raw("true");
          } else {
            out.raw("\"").text(PercentText.decode(pair.substring(equals + 1))).raw("\"");
          }
        }
      }
    }
    out.raw("}");
  }

  /** An empty Lua table is an object: so Kong writes tries of a call that went nowhere. */
  private void upstream(Call call) {
    if (!call.upstream) {
      out.raw(",\"source\":\"kong\",\"tries\":{},\"upstream_uri\":\"\"");
      return;
    }
    long balancer = call.start + call.kongMillis;
    out.raw(",\"source\":\"upstream\",\"tries\":[{\"balancer_start\":").number(balancer);
    out.raw(",\"balancer_latency\":0,\"ip\":\"10.20.")
        .number(call.step.endpoint().backend().ordinal());
    out.raw(".").number(11 + (call.idHigh & 3)).raw("\",\"port\":8443}],\"upstream_uri\":\"");
    uri(call);
    out.raw("\",\"upstream_status\":\"").number(call.status).raw("\"");
  }

  private void consumer(Agent agent) {
    out.raw(",\"consumer\":").raw(agent.consumerJson());
    out.raw(",\"authenticated_entity\":{\"id\":\"").raw(agent.credentialId());
    out.raw("\",\"consumer_id\":\"").raw(agent.consumerId()).raw("\"}");
  }
}
