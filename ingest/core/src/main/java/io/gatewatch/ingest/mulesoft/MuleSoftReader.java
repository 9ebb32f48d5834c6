package io.gatewatch.ingest.mulesoft;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.json.TemplateFields;
import io.gatewatch.ingest.text.IsoTime;
import io.gatewatch.ingest.text.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a line of the Message Logging policy, with or without what wraps it. One thread. */
public final class MuleSoftReader implements LineReader {
  private static final String HEADER = "header.";

  private final JsonLine json = new JsonLine();
  private final IsoTime times = new IsoTime();
  private TemplateFields in;
  private RawCall raw;
  private MuleSoftOutcome outcome;
  private String path;
  private String kind;
  private String message;

  @Override
  public RawCall read(byte[] line) throws LineFault {
    readObject(object(line));
    if (message != null && raw.status == null && raw.method == null) {
      if (kind != null && !kind.equals("accessLog")) {
        throw new LineFault(RejectReason.NOT_A_CALL);
      }
      readObject(object(message.getBytes(StandardCharsets.UTF_8)));
    }
    finish();
    return raw;
  }

  /** The line from the brace of its object on: a prefix is the gateway's own. */
  private static byte[] object(byte[] line) throws LineFault {
    for (int at = 0; at < line.length; at++) {
      if (line[at] == '{') {
        return at == 0 ? line : Arrays.copyOfRange(line, at, line.length);
      }
    }
    throw new LineFault(
        isBlank(line) ? RejectReason.EMPTY_LINE : RejectReason.NOT_THE_FORMAT, line.length);
  }

  private void readObject(byte[] object) throws LineFault {
    raw = new RawCall();
    outcome = new MuleSoftOutcome();
    path = null;
    kind = null;
    message = null;
    try (JsonCursor cursor = json.openTemplate(object)) {
      in = new TemplateFields(cursor);
      readFields();
      cursor.end();
    }
  }

  private void readFields() throws LineFault {
    while (in.next()) {
      switch (in.name()) {
        case "receivedTs" -> raw.startedAtMillis = time();
        case "repliedTs" -> raw.endedAtMillis = time();
        case "method" -> raw.method = in.text();
        case "requestUri" -> raw.uri = in.text();
        case "requestPath" -> path = in.text();
        case "statusCode" -> raw.status = in.number();
        case "remoteAddress" -> raw.clientAddress = address(in.text());
        case "requestLength" -> raw.bytesIn = in.number();
        case "responseLength" -> raw.bytesOut = in.number();
        case "apiInstanceName" -> raw.service = in.text();
        case "environment" -> raw.environment = in.text();
        case "hostId" -> raw.node = in.text();
        case "reqId" -> raw.echoedRequestId = in.text();
        case "message", "log" -> message = in.text();
        case "kind" -> kind = in.text();
        default -> readMore(in.name());
      }
    }
  }

  private void readMore(String name) throws LineFault {
    switch (name) {
      case "clientId" -> outcome.clientId = in.text();
      case "clientName" -> outcome.clientName = in.text();
      case "principal" -> outcome.principal = in.text();
      case "requestDisposition" -> outcome.disposition = in.text();
      case "violationPolicy" -> outcome.violatedPolicy = in.text();
      case "violationClientId" -> outcome.violatingClient = in.text();
      case "x-gatewatch-quota" -> outcome.quotaMark = in.text();
      default -> {
        if (name.startsWith(HEADER)) {
          raw.headers.see(name.substring(HEADER.length()), in.text());
        } else {
          in.skip();
        }
      }
    }
  }

  private void finish() {
    raw.uri = raw.uri == null ? path : raw.uri;
    if (raw.startedAtMillis != null && raw.endedAtMillis != null) {
      raw.latencyMillis = raw.endedAtMillis - raw.startedAtMillis;
    }
    outcome.writeTo(raw);
  }

  private Double time() throws LineFault {
    String text = in.text();
    return text == null ? null : Double.valueOf(times.millis(text));
  }

  /** Java writes /192.0.2.7:4711, Envoy the same without the slash. */
  private static String address(String text) {
    return Peer.address(text != null && text.startsWith("/") ? text.substring(1) : text);
  }

  private static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
        return false;
      }
    }
    return true;
  }
}
