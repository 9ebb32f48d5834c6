package io.gatewatch.sinks.format;

import io.gatewatch.alerting.Alert;
import io.gatewatch.detectors.SampleCall;
import io.gatewatch.detectors.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An alert as one line of the Common Event Format (CEF 0) in a syslog message of RFC 5424.
 *
 * <p>Whatever came from a log is escaped: a pipe or a backslash in the header, an equals sign or a
 * backslash in a value, and line ends everywhere. So no caller can write a line of its own.
 */
public final class CefLine {
  private static final int FACILITY_LOCAL0 = 16;
  private static final int LONGEST_VALUE = 1_000;

  private CefLine() {}

  /**
   * The syslog message, without framing.
   *
   * @param host who sends it
   */
  public static String syslog(Alert alert, String host) {
    int priority = FACILITY_LOCAL0 * 8 + syslogSeverity(alert.severity());
    return "<"
        + priority
        + ">1 "
        + alert.time()
        + " "
        + printable(host)
        + " gatewatch - CEF - "
        + of(alert);
  }

  static String of(Alert alert) {
    return "CEF:0|Gatewatch|Gatewatch|1|"
        + header(alert.category().wireName())
        + "|"
        + header(alert.title())
        + "|"
        + severity(alert.severity())
        + "|"
        + extension(alert);
  }

  private static String extension(Alert alert) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("rt", millis(alert.time()));
    fields.put("start", millis(alert.firstSeen()));
    fields.put("end", millis(alert.lastSeen()));
    fields.put("externalId", alert.alertId() + "-" + alert.version());
    fields.put("act", Words.lower(alert.activity()));
    fields.put("outcome", Words.lower(alert.status()));
    fields.put("suid", alert.entity().id());
    fields.put("suser", alert.entity().name());
    alert.calls().stream()
        .map(SampleCall::sourceAddress)
        .filter(address -> address != null && address.indexOf(':') < 0)
        .findFirst()
        .ifPresent(address -> fields.put("src", address));
    fields.put("msg", alert.summary());
    fields.put("cs1Label", "tenant");
    fields.put("cs1", alert.tenant());
    fields.put("cs2Label", "gatewayGroup");
    fields.put("cs2", alert.group());
    fields.put("cs3Label", "entityKind");
    fields.put("cs3", Words.lower(alert.entity().kind()));
    fields.put("cn1Label", "risk");
    fields.put("cn1", Integer.toString(alert.risk()));
    fields.put("cfp1Label", "confidence");
    fields.put("cfp1", Double.toString(alert.confidence()));
    return fields.entrySet().stream()
        .filter(field -> field.getValue() != null)
        .map(field -> field.getKey() + "=" + value(field.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  private static String header(String text) {
    return controls(text.replace("\\", "\\\\").replace("|", "\\|"), " ");
  }

  private static String value(String text) {
    String clipped = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) : text;
    String escaped = clipped.replace("\\", "\\\\").replace("=", "\\=");
    return controls(escaped.replaceAll("\\r\\n|\\r|\\n", "\\\\n"), " ");
  }

  /** Control characters, line and paragraph separators gone. */
  private static String controls(String text, String instead) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", instead);
  }

  private static String printable(String host) {
    String clean = host.replaceAll("[^\\x21-\\x7e]", "");
    return clean.isEmpty() ? "-" : clean;
  }

  /** 0 to 10 as CEF has it. */
  private static int severity(Severity severity) {
    return switch (severity) {
      case LOW -> 3;
      case MEDIUM -> 5;
      case HIGH -> 8;
      case CRITICAL -> 10;
    };
  }

  /** Of RFC 5424: notice, warning, error, critical. */
  private static int syslogSeverity(Severity severity) {
    return 5 - severity.ordinal();
  }
}
