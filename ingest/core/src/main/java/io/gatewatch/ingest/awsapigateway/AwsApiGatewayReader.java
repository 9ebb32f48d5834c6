package io.gatewatch.ingest.awsapigateway;

import io.gatewatch.ingest.assemble.Decisive;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.ClfTime;
import java.nio.charset.StandardCharsets;

/**
 * Reads a line of Amazon API Gateway's access log, bare or as the {@code message} of an event of
 * CloudWatch Logs. Confined to one thread.
 */
public final class AwsApiGatewayReader implements LineReader {
  private final JsonLine json = new JsonLine();
  private final ClfTime clf = new ClfTime();
  private JsonCursor in;
  private RawCall raw;
  private AwsCaller caller;
  private AwsDecision decision;
  private AwsPath path;
  private Decisive address;
  private String requestTime;
  private String message;

  @Override
  public RawCall read(byte[] line) throws LineFault {
    readLine(line);
    if (message != null && raw.status == null) {
      readLine(message.getBytes(StandardCharsets.UTF_8));
    }
    if (raw.startedAtMillis == null && requestTime != null) {
      byte[] time = requestTime.getBytes(StandardCharsets.ISO_8859_1);
      raw.startedAtMillis = clf.millis(time, 0, time.length, 0);
    }
    raw.clientAddress = address.get();
    path.writeTo(raw);
    caller.writeTo(raw, decision);
    raw.decidedBy = decision.decide(raw.status);
    return raw;
  }

  private void readLine(byte[] line) throws LineFault {
    raw = new RawCall();
    caller = new AwsCaller();
    decision = new AwsDecision();
    path = new AwsPath();
    address = new Decisive();
    requestTime = null;
    message = null;
    try (JsonCursor cursor = json.openTemplate(line)) {
      in = cursor;
      readFields("");
      in.end();
    }
  }

  private void readFields(String prefix) throws LineFault {
    while (in.nextField()) {
      String name = prefix.isEmpty() ? in.name() : prefix + in.name();
      switch (name) {
        case "identity", "authorizer", "authorizer.claims", "error", "integration" ->
            readObject(name);
        case "requestTimeEpoch" -> raw.startedAtMillis = in.numberIfAny();
        case "requestTime" -> requestTime = text();
        case "responseLatency" -> raw.latencyMillis = in.numberIfAny();
        case "responseLength" -> raw.bytesOut = in.numberIfAny();
        case "status" -> raw.status = in.numberIfAny();
        case "httpMethod" -> raw.method = text();
        case "path" -> path.path = text();
        case "resourcePath" -> path.route = text();
        case "routeKey" -> path.routeKey(text());
        case "stage" -> path.stage = text();
        case "domainName" -> path.domain = text();
        default -> readMore(name);
      }
    }
  }

  private void readMore(String name) throws LineFault {
    switch (name) {
      case "ip", "sourceIp", "identity.sourceIp" -> address.see(text());
      case "userAgent", "identity.userAgent" -> raw.headers.see("user-agent", text());
      case "xForwardedFor" -> raw.forwardedFor = text();
      case "requestId" -> raw.echoedRequestId = text();
      case "extendedRequestId" -> raw.gatewayRequestId = text();
      case "xrayTraceId" -> raw.traceId = XrayTrace.id(text());
      case "error.responseType", "errorResponseType" -> decision.errorType.see(text());
      case "integrationStatus", "integration.status" -> decision.integrationStatus.see(text());
      case "integrationLatency", "integration.latency" -> decision.integrationLatency.see(text());
      case "wafResponseCode" -> decision.waf(text());
      case "x-gatewatch-quota" -> decision.quota(text());
      case "message" -> message = text();
      default -> {
        if (caller.knows(name)) {
          caller.see(name, text());
        } else {
          in.skip();
        }
      }
    }
  }

  private void readObject(String name) throws LineFault {
    if (in.enterObject()) {
      readFields(name + ".");
    }
  }

  /** A text; null for the dash that stands for what is absent. */
  private String text() throws LineFault {
    String text = in.text();
    return text == null || text.isEmpty() || text.equals("-") ? null : text;
  }
}
