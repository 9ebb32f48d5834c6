package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.CpuGrowth;
import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mutated lines of every format: each is accepted or rejected, none throws inside, hangs, or costs
 * far more CPU a byte than an ordinary line, as what grows faster than its line would. {@code
 * -Dgatewatch.fuzz.lines=1000000} sets how many lines of each format are tried, {@code
 * -Dgatewatch.fuzz.seed} which.
 */
class MutatedLinesTest {
  /** Times an ordinary line's CPU a byte: the worst known take 6, squares of 64 KiB hundreds. */
  private static final double MOST_TIMES = 50;

  /** What takes longer on the wall is measured closer. */
  private static final long LOOKED_AT_NANOS = 2_000_000;

  private static final int WARM_UP = 5_000;
  private static final LineContext CONTEXT =
      new LineContext("bank", "public", null, Instant.parse("2026-03-02T09:15:01Z"));

  static Stream<Format> formats() {
    return Formats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyMutatedLineIsAcceptedOrRejectedWithinItsTime(Format format) {
    int lines = WARM_UP + Integer.getInteger("gatewatch.fuzz.lines", 15_000);
    long seed = Long.getLong("gatewatch.fuzz.seed", 20_261_126L);
    List<byte[]> seeds = SeedLines.of(format);
    LineMutator mutator = new LineMutator(seed, seeds);
    LineParser parser = format.parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    long accepted = 0;
    long slowest = 0;
    for (int i = 0; i < lines; i++) {
      byte[] line = mutator.next();
      long before = System.nanoTime();
      ParsedLine parsed = parser.parse(line, CONTEXT);
      long took = System.nanoTime() - before;
      accepted += isAccepted(parsed, line) ? 1 : 0;
      if (i >= WARM_UP && took > LOOKED_AT_NANOS) {
        costsLikeItsLength(parser, line, seeds.get(0));
      }
      slowest = i >= WARM_UP ? Math.max(slowest, took) : slowest;
    }
    System.out.printf(
        Locale.ROOT,
        "%s: %,d mutated lines, %.1f %% accepted, slowest %.2f ms%n",
        format.name(),
        lines,
        100.0 * accepted / lines,
        slowest / 1e6);
    assertThat(accepted).as("lines that stay readable").isPositive();
  }

  private static boolean isAccepted(ParsedLine parsed, byte[] line) {
    if (parsed instanceof ParsedLine.Rejected rejected) {
      assertThat(rejected.reason())
          .as(() -> "reason of " + shown(line))
          .isNotEqualTo(RejectReason.UNEXPECTED.wire());
      return false;
    }
    return true;
  }

  private static void costsLikeItsLength(LineParser parser, byte[] line, byte[] ordinary) {
    double most = MOST_TIMES * Math.max(1, (double) line.length / ordinary.length);
    double times =
        CpuGrowth.times(
            () -> parser.parse(line, CONTEXT), () -> parser.parse(ordinary, CONTEXT), most);
    assertThat(times).as(() -> "times an ordinary line: " + shown(line)).isLessThan(most);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aLineOf64KiBOfOneTrapCostsLikeItsLength(Format format) {
    LineParser parser = format.parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    List<byte[]> seeds = SeedLines.of(format);
    for (String trap : Traps.ALL) {
      for (byte[] seed : seeds) {
        for (byte[] line : Traps.in(seed, trap.getBytes(StandardCharsets.UTF_8))) {
          long before = System.nanoTime();
          ParsedLine parsed = parser.parse(line, CONTEXT);
          long took = System.nanoTime() - before;
          isAccepted(parsed, line);
          if (took > LOOKED_AT_NANOS) {
            costsLikeItsLength(parser, line, seed);
          }
        }
      }
    }
  }

  private static String shown(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
  }
}
