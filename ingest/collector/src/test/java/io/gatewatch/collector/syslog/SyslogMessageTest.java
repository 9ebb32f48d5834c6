package io.gatewatch.collector.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyslogMessageTest {
  private static final String JSON = "{\"a\": \"b: c\", \"n\": [1, 2]}";
  private static final String TEXT = "192.0.2.1:33317 [26/Nov/2026:10:50:00.123] api up/u1 0/0/1";

  static Stream<Arguments> envelopes() {
    return Stream.of(
        Arguments.of("HAProxy, rfc5424", "<134>1 2026-11-26T10:50:00.1+00:00 h haproxy 7 - - %s"),
        Arguments.of("RFC 5424, all absent", "<0>1 - - - - - - %s"),
        Arguments.of(
            "structured data", "<134>1 - h a p m [x@1 k=\"v] \\\" \\] z\"][y@2 q=\"1\"] %s"),
        Arguments.of("byte order mark", "<134>1 - h a p m - \u00ef\u00bb\u00bf%s"),
        Arguments.of("HAProxy, rfc3164", "<134>Nov 26 10:50:00 haproxy[123]: %s"),
        Arguments.of("HAProxy with its host", "<134>Nov  6 10:50:00 edge-1 haproxy[123]: %s"),
        Arguments.of("nginx", "<190>Nov 26 10:50:00 edge-1 nginx: %s"),
        Arguments.of("nginx, nohostname, tag=gw", "<190>Nov 26 10:50:00 gw: %s"),
        Arguments.of("RFC 3339 time", "<190>2026-11-26T10:50:00.123456+01:00 edge-1 gw[1]: %s"),
        Arguments.of("no time", "<190>gw: %s"),
        Arguments.of("no tag", "<190>Nov 26 10:50:00 %s"),
        Arguments.of("no envelope", "%s"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("envelopes")
  void theEnvelopeIsTakenOffAndTheLineIsWhole(String name, String envelope) {
    assertThat(text(envelope.formatted(JSON))).isEqualTo(JSON);
    assertThat(text(envelope.formatted(JSON) + "\r\n\0")).isEqualTo(JSON);
    assertThat(text(envelope.formatted(TEXT))).isEqualTo(TEXT);
  }

  static Stream<String> unfollowable() {
    return Stream.of(
        "<134>1 2026-11-26T10:50:00Z host",
        "<134>1 - h a p m [x@1 k=\"never closed",
        "<134>1 - h a p m {\"a\":1}",
        "<1344>1 - h a p m - {}",
        "<>1 - h a p m - {}",
        "<x",
        "<");
  }

  @ParameterizedTest
  @MethodSource("unfollowable")
  void anEnvelopeThatCannotBeFollowedStaysOn(String frame) {
    assertThat(text(frame)).isEqualTo(frame);
  }

  @Property(tries = 3_000)
  void anyBytesGiveAMessage(@ForAll @Size(max = 80) byte[] bytes) {
    assertThat(SyslogMessage.text(bytes).length).isLessThanOrEqualTo(bytes.length);
  }

  @Property(tries = 3_000)
  void anyTextBehindAPriorityGivesAMessage(@ForAll String text) {
    byte[] frame = ("<1>" + text).getBytes(StandardCharsets.UTF_8);
    assertThat(SyslogMessage.text(frame).length).isLessThanOrEqualTo(frame.length);
    byte[] header = ("<1>1 " + text).getBytes(StandardCharsets.UTF_8);
    assertThat(SyslogMessage.text(header).length).isLessThanOrEqualTo(header.length);
  }

  private static String text(String frame) {
    return new String(
        SyslogMessage.text(frame.getBytes(StandardCharsets.ISO_8859_1)),
        StandardCharsets.ISO_8859_1);
  }
}
