package io.gatewatch.ingest.apigee;

import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.json.TemplateFields;

/** Reads Apigee's log object. Confined to one thread. */
public final class ApigeeReader implements LineReader {
  private static final String HEADER = "header.";

  private final JsonLine json = new JsonLine();
  private TemplateFields in;
  private RawCall raw;
  private ApigeeCaller caller;
  private ApigeeOutcome outcome;
  private ApigeePath path;
  private String resolvedAddress;
  private boolean forwardedLogged;
  private Double totalTime;

  @Override
  public RawCall read(byte[] line) throws LineFault {
    raw = new RawCall();
    caller = new ApigeeCaller();
    outcome = new ApigeeOutcome();
    path = new ApigeePath();
    resolvedAddress = null;
    forwardedLogged = false;
    totalTime = null;
    try (JsonCursor cursor = json.openTemplate(line)) {
      in = new TemplateFields(cursor);
      readFields();
      cursor.end();
    }
    finish();
    return raw;
  }

  private void readFields() throws LineFault {
    while (in.next()) {
      switch (in.name()) {
        case "jsonPayload" -> readPayload();
        case "client_received_start_timestamp" -> raw.startedAtMillis = in.number();
        case "client_sent_end_timestamp" -> raw.endedAtMillis = in.number();
        case "total_response_time" -> totalTime = in.number();
        case "request_verb" -> raw.method = text();
        case "request_uri" -> path.uri = text();
        case "request_path" -> path.path = text();
        case "proxy_basepath" -> path.base = text();
        case "proxy_pathsuffix" -> path.suffix = text();
        case "response_status_code" -> outcome.status = in.number();
        case "error_status_code" -> outcome.errorStatus = in.number();
        case "fault", "ax_execution_fault_code", "x_apigee_fault_code" -> outcome.fault(text());
        case "target_response_code", "target_received_end_timestamp" -> outcome.target(text());
        case "request_size" -> raw.bytesIn = in.number();
        case "response_size" -> raw.bytesOut = in.number();
        default -> readMore(in.name());
      }
    }
  }

  private void readMore(String name) throws LineFault {
    switch (name) {
      case "client_ip" -> raw.clientAddress = text();
      case "ax_resolved_client_ip" -> resolvedAddress = text();
      case "x_forwarded_for" -> readForwarded();
      case "useragent" -> raw.headers.see("user-agent", text());
      case "apiproxy" -> raw.service = text();
      case "environment" -> raw.environment = text();
      case "messageid", "gateway_flow_id" -> raw.gatewayRequestId = text();
      case "x_gatewatch_quota" -> outcome.quota(text());
      default -> {
        if (name.startsWith(HEADER)) {
          raw.headers.see(name.substring(HEADER.length()), text());
        } else if (caller.knows(name)) {
          caller.see(name, text());
        } else {
          in.skip();
        }
      }
    }
  }

  private void readPayload() throws LineFault {
    if (in.enterObject()) {
      readFields();
    }
  }

  private void readForwarded() throws LineFault {
    raw.forwardedFor = text();
    forwardedLogged = true;
  }

  private void finish() {
    raw.uri = path.uri();
    raw.latencyMillis = totalTime;
    if (raw.startedAtMillis != null && raw.endedAtMillis != null) {
      raw.latencyMillis = raw.endedAtMillis - raw.startedAtMillis;
    }
    // The address that Apigee resolves may come from a header: a claim, unless a proxy vouches.
    if (raw.clientAddress == null) {
      raw.clientAddress = resolvedAddress;
    } else if (!forwardedLogged) {
      raw.forwardedFor = resolvedAddress;
    }
    raw.status = outcome.status();
    raw.decidedBy = outcome.decide();
    caller.writeTo(raw, outcome);
  }

  /** A text; null for the words that stand for what is absent. */
  private String text() throws LineFault {
    String text = in.text();
    if (text == null) {
      return null;
    }
    return switch (text) {
      case "-", "NA", "null", "(not set)" -> null;
      default -> text;
    };
  }
}
