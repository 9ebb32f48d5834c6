package io.gatewatch.replaydata.up;

import static java.util.Objects.requireNonNull;

import io.gatewatch.collector.RawTopics;
import io.gatewatch.collector.WaysIn;
import io.gatewatch.collector.syslog.SyslogListener;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What {@code up} is told about the ways in.
 *
 * @param tokens bearer tokens of the receiver; null for the file beside the keys, if there is one
 * @param otlpFormat format of OTLP records that do not tell theirs; null for the usual one
 * @param syslog listeners
 * @param raw whose lines the raw topics hold
 */
public record Doors(Path tokens, String otlpFormat, List<SyslogListener> syslog, RawTopics raw) {
  public Doors {
    requireNonNull(raw, "raw");
    syslog = List.copyOf(syslog);
  }

  /** HTTP, OTLP and the raw topics alone. */
  public static Doors usual() {
    return new Doors(null, null, List.of(), RawTopics.DEFAULT);
  }

  /**
   * As the collector is told.
   *
   * @param keys folder of the masking keys
   * @throws IllegalArgumentException when a format, tenant, group or topic is none
   */
  public WaysIn ways(Path keys) {
    WaysIn ways = WaysIn.of(keys).withSyslog(syslog).withRaw(raw);
    ways = tokens == null ? ways : ways.withTokens(tokens);
    return otlpFormat == null ? ways : ways.withOtlpFormat(otlpFormat);
  }

  /** The raw topics that stand here and so have to exist. */
  List<String> rawTopics() {
    return raw.topics().stream().map(RawTopics.RawTopic::topic).toList();
  }

  /** Where syslog is listened to, for people. */
  List<String> syslogAddresses() {
    return syslog.stream()
        .map(
            at ->
                at.protocol().name().toLowerCase(Locale.ROOT)
                    + " "
                    + at.host()
                    + ":"
                    + at.port()
                    + "  "
                    + at.format()
                    + " of "
                    + at.tenant()
                    + "/"
                    + at.group())
        .toList();
  }
}
