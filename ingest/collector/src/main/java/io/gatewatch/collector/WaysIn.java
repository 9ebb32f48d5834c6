package io.gatewatch.collector;

import static java.util.Objects.requireNonNull;

import io.gatewatch.collector.syslog.SyslogListener;
import io.gatewatch.ingest.formats.Formats;
import java.nio.file.Path;
import java.util.List;

/**
 * Through which doors lines come in, beside the receiver's address.
 *
 * @param tokenFile bearer tokens of the receiver; while there is no such file, anybody who reaches
 *     the receiver may send, and it has to be on a loopback address
 * @param otlpFormat format of OTLP records that do not tell theirs
 * @param syslog listeners, none unless told
 * @param raw whose lines the raw topics hold
 */
public record WaysIn(
    Path tokenFile, String otlpFormat, List<SyslogListener> syslog, RawTopics raw) {
  /** Name of the token file in the keys folder, unless told otherwise. */
  public static final String TOKEN_FILE = "receiver-tokens.yaml";

  public WaysIn {
    requireNonNull(tokenFile, "tokenFile");
    requireNonNull(raw, "raw");
    syslog = List.copyOf(syslog);
    requireFormat("otlpFormat", otlpFormat);
    for (SyslogListener listener : syslog) {
      requireFormat("syslog format", listener.format());
      if (!Grant.isName(listener.tenant()) || !Grant.isName(listener.group())) {
        throw new IllegalArgumentException(
            "syslog tenant and group: "
                + listener.tenant()
                + ", "
                + listener.group()
                + " (expected: names of letters, digits, dots, _ and -)");
      }
    }
    for (RawTopics.RawTopic topic : raw.topics()) {
      if (!RawTopics.pattern(Formats.names()).matcher(topic.topic()).matches()) {
        throw new IllegalArgumentException(
            "raw topic: "
                + topic.topic()
                + " (expected: gatewatch.raw.<format> or that and .<anything>, format one of "
                + Formats.names()
                + ")");
      }
    }
  }

  /** The defaults: tokens beside the keys, Kong's format, no syslog, raw topics of nobody else. */
  public static WaysIn of(Path keysDir) {
    return new WaysIn(keysDir.resolve(TOKEN_FILE), "kong", List.of(), RawTopics.DEFAULT);
  }

  /** The same with these syslog listeners. */
  public WaysIn withSyslog(List<SyslogListener> listeners) {
    return new WaysIn(tokenFile, otlpFormat, listeners, raw);
  }

  /** The same with these owners of raw topics. */
  public WaysIn withRaw(RawTopics topics) {
    return new WaysIn(tokenFile, otlpFormat, syslog, topics);
  }

  /** The same with tokens out of another file. */
  public WaysIn withTokens(Path file) {
    return new WaysIn(file, otlpFormat, syslog, raw);
  }

  /** The same with another format of OTLP records that do not tell theirs. */
  public WaysIn withOtlpFormat(String format) {
    return new WaysIn(tokenFile, format, syslog, raw);
  }

  private static void requireFormat(String what, String format) {
    if (!Formats.names().contains(format)) {
      throw new IllegalArgumentException(
          what + ": " + format + " (expected: one of " + Formats.names() + ")");
    }
  }
}
