package io.gatewatch.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
  private static final DateTimeFormatter CLF =
      DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss.SSS xx", Locale.ROOT);
  private static final DateTimeFormatter RFC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);
  private static final long LAST = 4_102_444_800_000L;

  private final ClfTime clf = new ClfTime();
  private final IsoTime iso = new IsoTime();

  /** Against the JDK's own formatter, whatever minute was remembered from the line before. */
  @Property(tries = 2000)
  void anyTimeInAnyZoneIsReadBack(
      @ForAll @LongRange(max = LAST) long millis,
      @ForAll @IntRange(min = -1080, max = 1080) int zone) {
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(zone * 60);
    byte[] text =
        CLF.format(Instant.ofEpochMilli(millis).atOffset(offset))
            .getBytes(StandardCharsets.US_ASCII);
    assertThat(clf.millis(text, 0, text.length, 77)).isEqualTo((double) millis);
    String rfc = RFC.format(Instant.ofEpochMilli(millis).atOffset(offset));
    assertThat(iso.millis(rfc)).isEqualTo((double) millis);
  }

  @Property(tries = 500)
  void aTimeWithoutAZoneIsTheSenders(
      @ForAll @LongRange(max = LAST / 1000) long seconds,
      @ForAll @IntRange(min = -50_000, max = 50_000) int zone) {
    LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    String text = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss", Locale.ROOT).format(local);
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(clf.millis(bytes, 0, bytes.length, zone)).isEqualTo((seconds - zone) * 1000d);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "02/Mar/2026:09:15",
        "02/Mar/2026:09:15:",
        "02/Mar/2026:09:15:61 +0000",
        "02/Mar/2026:09:60:00 +0000",
        "00/Mar/2026:09:15:00 +0000",
        "29/Feb/2026:09:15:00 +0000",
        "02/Mar/2026:09:15:00 +00",
        "02/Mar/2026:09:15:00. +0000",
        "02/Mar/2026:09:15:00 +9900",
        "02-Mar-2026:09:15:00 +0000"
      })
  void whatIsNoTimeOfALogIsNone(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    assertThat(clf.millis(bytes, 0, bytes.length, 0)).isNaN();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-03-02T09:15",
        "2026-13-02T09:15:00Z",
        "2026-02-30T09:15:00Z",
        "2026-03-02T09:15:00.Z",
        "2026-03-02T09:15:00.1+01",
        "2026-03-02T24:15:00Z",
        "20260302T091500Z00"
      })
  void whatIsNoInstantIsNone(String text) {
    assertThat(iso.millis(text)).isNaN();
  }
}
