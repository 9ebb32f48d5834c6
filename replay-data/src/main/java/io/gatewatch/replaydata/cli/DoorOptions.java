package io.gatewatch.replaydata.cli;

import io.gatewatch.collector.RawTopics;
import io.gatewatch.collector.RawTopics.RawTopic;
import io.gatewatch.collector.syslog.SyslogListener;
import io.gatewatch.collector.syslog.SyslogListener.Protocol;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.replaydata.up.Doors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Through which doors lines come in. What is wrong is refused in one line that names the flag. */
final class DoorOptions {
  private static final Pattern LISTENER =
      Pattern.compile("(\\d{1,9})=(?:([^/]+)/([^/]+)/)?([^/]+)");
  private static final Pattern RAW_TOPIC = Pattern.compile("([^=]+)=([^/]+)/([^/,]+)(,headers)?");

  @Option(
      names = "--syslog-tcp",
      paramLabel = "PORT=FORMAT",
      description =
          "Takes syslog over TCP; PORT=TENANT/GROUP/FORMAT for other than default/default. May come several times.")
  private List<String> tcp = List.of();

  @Option(names = "--syslog-udp", paramLabel = "PORT=FORMAT", description = "The same over UDP.")
  private List<String> udp = List.of();

  @Option(
      names = "--syslog-from",
      paramLabel = "NETWORK",
      description =
          "Whose syslog is taken, such as 10.1.0.0/16 (default: loopback). May come several times.")
  private List<String> networks = List.of();

  @Option(
      names = "--otlp-format",
      paramLabel = "FORMAT",
      description = "Format of OTLP records that do not tell theirs (default: kong).")
  private String otlpFormat;

  @Option(
      names = "--tokens",
      paramLabel = "FILE",
      description =
          "YAML with the receiver's tokens (default: receiver-tokens.yaml beside the keys, if there is one).")
  private Path tokens;

  @Option(
      names = "--raw-topic",
      paramLabel = "TOPIC=TENANT/GROUP",
      description =
          "Whose lines a raw topic holds; ',headers' behind it believes its records' headers. May come several times.")
  private List<String> rawTopics = List.of();

  /**
   * What was said.
   *
   * @param host address that the listeners bind to
   */
  Doors doors(String host) {
    if (otlpFormat != null) {
      requireFormat("--otlp-format " + otlpFormat, otlpFormat);
    }
    if (tokens != null && !Files.isReadable(tokens)) {
      // A missing file would mean that anybody may send, which nobody asks for by naming one.
      throw Failure.input("--tokens " + tokens + ": cannot be read");
    }
    List<SyslogListener> syslog = new ArrayList<>();
    tcp.forEach(said -> syslog.add(listener(Protocol.TCP, "--syslog-tcp " + said, said, host)));
    udp.forEach(said -> syslog.add(listener(Protocol.UDP, "--syslog-udp " + said, said, host)));
    if (syslog.isEmpty() && !networks.isEmpty()) {
      throw Failure.usage("--syslog-from without --syslog-tcp or --syslog-udp");
    }
    return usable(new Doors(tokens, otlpFormat, syslog, raw()));
  }

  private static Doors usable(Doors doors) {
    try {
      var unused = doors.ways(Path.of("keys"));
      return doors;
    } catch (IllegalArgumentException e) {
      throw Failure.usage(e.getMessage());
    }
  }

  private SyslogListener listener(Protocol protocol, String flag, String said, String host) {
    Matcher parts = LISTENER.matcher(said);
    if (!parts.matches()) {
      throw Failure.usage(flag + " (expected: PORT=FORMAT or PORT=TENANT/GROUP/FORMAT)");
    }
    int port = Integer.parseInt(parts.group(1));
    if (port < 1 || port > 65_535) {
      throw Failure.usage(flag + ": port " + port + " (expected: 1..65535)");
    }
    requireFormat(flag, parts.group(4));
    try {
      return new SyslogListener(
          protocol,
          host,
          port,
          parts.group(2) == null ? "default" : parts.group(2),
          parts.group(3) == null ? "default" : parts.group(3),
          parts.group(4),
          networks);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(flag + ": " + e.getMessage().replace("allowedNetworks", "--syslog-from"));
    }
  }

  private RawTopics raw() {
    List<RawTopic> topics = new ArrayList<>();
    for (String said : rawTopics) {
      Matcher parts = RAW_TOPIC.matcher(said);
      if (!parts.matches()) {
        throw Failure.usage("--raw-topic " + said + " (expected: TOPIC=TENANT/GROUP[,headers])");
      }
      try {
        topics.add(
            new RawTopic(parts.group(1), parts.group(2), parts.group(3), parts.group(4) != null));
      } catch (IllegalArgumentException e) {
        throw Failure.usage("--raw-topic " + said + ": " + e.getMessage());
      }
    }
    try {
      return new RawTopics(topics);
    } catch (IllegalArgumentException e) {
      throw Failure.usage("--raw-topic: " + e.getMessage());
    }
  }

  private static void requireFormat(String flag, String format) {
    if (!Formats.names().contains(format)) {
      throw Failure.usage(
          flag
              + ": format "
              + format
              + " is not known; use one of "
              + String.join(", ", Formats.names()));
    }
  }
}
