package io.gatewatch.ingest.mulesoft;

import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.LineReader;
import io.gatewatch.ingest.assemble.RawCall;
import io.gatewatch.ingest.json.JsonCursor;
import io.gatewatch.ingest.json.JsonLine;
import io.gatewatch.ingest.json.LineFault;
import io.gatewatch.ingest.text.Decimal;
import io.gatewatch.ingest.text.IsoTime;
import io.gatewatch.ingest.text.Peer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a line of the Message Logging policy, with or without what wraps it. One thread. */
public final class MuleSoftReader implements LineReader {
  private static final String HEADER = "header.";
  private static final String BASE64 = ":b64";

  private final JsonLine json = new JsonLine();
  private final IsoTime times = new IsoTime();
  private JsonCursor in;
  private RawCall raw;
  private MuleSoftOutcome outcome;
  private String path;
  private boolean base64;
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
      in = cursor;
      readFields();
      in.end();
    }
  }

  private void readFields() throws LineFault {
    while (in.nextField()) {
      String name = in.name();
      base64 = name.endsWith(BASE64);
      name = base64 ? name.substring(0, name.length() - BASE64.length()) : name;
      switch (name) {
        case "receivedTs" -> raw.startedAtMillis = time();
        case "repliedTs" -> raw.endedAtMillis = time();
        case "method" -> raw.method = text();
        case "requestUri" -> raw.uri = text();
        case "requestPath" -> path = text();
        case "statusCode" -> raw.status = number();
        case "remoteAddress" -> raw.clientAddress = address(text());
        case "requestLength" -> raw.bytesIn = number();
        case "responseLength" -> raw.bytesOut = number();
        case "apiInstanceName" -> raw.service = text();
        case "environment" -> raw.environment = text();
        case "hostId" -> raw.node = text();
        case "reqId" -> raw.echoedRequestId = text();
        case "message", "log" -> message = text();
        case "kind" -> kind = text();
        default -> readMore(name);
      }
    }
  }

  private void readMore(String name) throws LineFault {
    switch (name) {
      case "clientId" -> outcome.clientId = text();
      case "clientName" -> outcome.clientName = text();
      case "principal" -> outcome.principal = text();
      case "requestDisposition" -> outcome.disposition = text();
      case "violationPolicy" -> outcome.violatedPolicy = text();
      case "violationClientId" -> outcome.violatingClient = text();
      case "x-gatewatch-quota" -> outcome.quotaMark = text();
      default -> {
        if (name.startsWith(HEADER)) {
          raw.headers.see(name.substring(HEADER.length()), text());
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

  /** An empty text is what the expression writes for null. */
  private String text() throws LineFault {
    String text = in.text();
    if (text == null || text.isEmpty()) {
      return null;
    }
    return base64 ? Base64Text.decode(text) : text;
  }

  /** A number, also as a text; what is none counts as absent. */
  private Double number() throws LineFault {
    if (!base64) {
      return in.numberIfAny();
    }
    Double number = Decimal.of(text());
    return number == null || number.isNaN() ? null : number;
  }

  private Double time() throws LineFault {
    String text = text();
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
