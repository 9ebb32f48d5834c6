package io.gatewatch.ingest.azureapim;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.IsoTime;
import io.gatewatch.ingest.text.Peer;

/** Reads a record of Azure API Management's GatewayLogs. Confined to one thread. */
public final class AzureApimReader implements LineReader {
  private static final String CATEGORY = "GatewayLogs";

  private final JsonLine json = new JsonLine();
  private final IsoTime times = new IsoTime();
  private JsonCursor in;
  private RawCall raw;
  private ApimCaller caller;
  private ApimDecision decision;

  @Override
  public RawCall read(byte[] line) throws LineFault {
    raw = new RawCall();
    caller = new ApimCaller();
    decision = new ApimDecision();
    try (JsonCursor cursor = json.open(line)) {
      in = cursor;
      readFields();
      in.end();
    }
    raw.decidedBy = decision.decide(raw.status);
    caller.writeTo(raw, decision);
    return raw;
  }

  /** The record's own fields and those of its properties: one list, since no name is in both. */
  private void readFields() throws LineFault {
    while (in.nextField()) {
      switch (in.name()) {
        case "properties" -> readProperties();
        case "category", "Category" -> readCategory();
        case "metricName" -> throw new LineFault(RejectReason.NOT_A_CALL);
        case "time", "TimeGenerated" -> raw.startedAtMillis = time();
        case "durationMs", "TotalTime" -> raw.latencyMillis = in.numberIfAny();
        case "callerIpAddress", "CallerIpAddress" -> raw.clientAddress = Peer.address(in.text());
        case "correlationId", "CorrelationId" -> raw.gatewayRequestId = in.text();
        case "method", "Method" -> raw.method = in.text();
        case "url", "Url" -> raw.uri = in.text();
        case "responseCode", "ResponseCode" -> raw.status = in.number();
        case "responseSize", "ResponseSize" -> raw.bytesOut = in.numberIfAny();
        case "requestSize", "RequestSize" -> raw.bytesIn = in.numberIfAny();
        case "apiId", "ApiId" -> raw.service = in.text();
        case "operationId", "OperationId" -> raw.gatewayOperation = in.text();
        default -> readMore(in.name());
      }
    }
  }

  private void readMore(String name) throws LineFault {
    switch (name) {
      case "backendResponseCode", "BackendResponseCode" -> decision.backend(in.numberIfAny());
      case "lastError", "LastError" -> readLastError();
      case "lastErrorReason", "LastErrorReason" -> decision.errorReason(in.text());
      case "lastErrorSource", "LastErrorSource" -> decision.errorSource(in.text());
      case "requestHeaders", "RequestHeaders" -> readRequestHeaders();
      case "responseHeaders", "ResponseHeaders" -> readResponseHeaders();
      case "traceparent" -> raw.headers.see("traceparent", in.text());
      case "environment" -> raw.environment = in.text();
      case "apimSubscriptionId", "ApimSubscriptionId" -> caller.subscription = in.text();
      case "jwtIssuer" -> caller.issuer = in.text();
      case "jwtClientId" -> caller.clientId = in.text();
      case "jwtSubject" -> caller.subject = in.text();
      case "clientCertificateSubject" -> caller.certificate = in.text();
      default -> in.skip();
    }
  }

  private void readProperties() throws LineFault {
    if (in.enterObject()) {
      readFields();
    }
  }

  /** A diagnostic setting sends other categories and metrics the same way. */
  private void readCategory() throws LineFault {
    String category = in.text();
    if (category != null && !category.equals(CATEGORY)) {
      throw new LineFault(RejectReason.NOT_A_CALL);
    }
  }

  private void readLastError() throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      switch (in.name()) {
        case "reason" -> decision.errorReason(in.text());
        case "source" -> decision.errorSource(in.text());
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

  private void readResponseHeaders() throws LineFault {
    if (!in.enterObject()) {
      return;
    }
    while (in.nextField()) {
      if (in.name().equalsIgnoreCase(ApimDecision.QUOTA_HEADER)) {
        decision.quota(in.text());
      } else {
        in.skip();
      }
    }
  }

  private Double time() throws LineFault {
    String text = in.text();
    return text == null ? null : Double.valueOf(times.millis(text));
  }
}
