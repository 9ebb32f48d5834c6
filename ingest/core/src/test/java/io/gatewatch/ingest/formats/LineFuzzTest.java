package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.avro.LogEntryCodec;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes, guided by coverage: {@code JAZZER_FUZZ=1 mvn test -pl ingest/core
 * -Dtest=LineFuzzTest}, ten minutes, or what {@code JAZZER_MAX_DURATION} says (CI: 60s). Without
 * that variable only our own lines and kept findings (under {@code LineFuzzTestInputs}) are tried.
 */
class LineFuzzTest {
  private static final LineContext CONTEXT = new LineContext("bank", "public", null, null);
  private static final List<LineParser> PARSERS = new ArrayList<>();
  private static final LogEntryCodec CODEC = new LogEntryCodec();

  static {
    for (Format format : Formats.all()) {
      PARSERS.add(format.parser(ParserSettings.shipped(MaskingKeys.wellKnown())));
    }
  }

  static Stream<Arguments> seeds() {
    return IntStream.range(0, PARSERS.size())
        .boxed()
        .flatMap(
            format ->
                SeedLines.of(Formats.all().get(format)).stream()
                    .map(line -> Arguments.of((Object) input(format, line))));
  }

  /** The first byte picks the format, the rest is a body of it. */
  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void anyBytesAreAcceptedOrRejected(byte[] input) {
    if (input.length == 0) {
      return;
    }
    int format = (input[0] & 255) % PARSERS.size();
    byte[] body = Arrays.copyOfRange(input, 1, input.length);
    for (byte[] line : Formats.all().get(format).split(body)) {
      ParsedLine parsed = PARSERS.get(format).parse(line, CONTEXT);
      if (parsed instanceof ParsedLine.Rejected rejected) {
        assertThat(rejected.reason()).isNotEqualTo(RejectReason.UNEXPECTED.wire());
      } else if (parsed instanceof ParsedLine.Accepted accepted) {
        assertThat(CODEC.read(CODEC.write(accepted.call()))).isEqualTo(accepted.call());
      }
    }
  }

  private static byte[] input(int format, byte[] line) {
    byte[] input = new byte[line.length + 1];
    input[0] = (byte) format;
    System.arraycopy(line, 0, input, 1, line.length);
    return input;
  }
}
