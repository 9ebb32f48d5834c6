package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.LineContext;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mutated lines of every format: each is accepted or rejected, none throws inside, hangs, or costs
 * more thread CPU than it may once the code is warm. {@code -Dgatewatch.fuzz.lines=1000000} sets
 * how many lines of each format are tried, {@code -Dgatewatch.fuzz.seed} which, and {@code
 * -Dgatewatch.fuzz.millis=5} the bound: on a quiet machine all keep 5 ms; unless told otherwise
 * four times as much is let pass, which what grows faster than its line does not keep either.
 */
class MutatedLinesTest {
  private static final long MOST_NANOS =
      1_000_000L * Integer.getInteger("gatewatch.fuzz.millis", 20);
  private static final int WARM_UP = 5_000;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
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
    LineMutator mutator = new LineMutator(seed, SeedLines.of(format));
    LineParser parser = format.parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    long accepted = 0;
    long slowest = 0;
    for (int i = 0; i < lines; i++) {
      byte[] line = mutator.next();
      long before = System.nanoTime();
      ParsedLine parsed = parser.parse(line, CONTEXT);
      long took = System.nanoTime() - before;
      accepted += isAccepted(parsed, line) ? 1 : 0;
      if (i >= WARM_UP && took > MOST_NANOS) {
        took = bestOfThree(parser, line);
        assertThat(took).as(() -> "time of " + shown(line)).isLessThan(MOST_NANOS);
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

  /**
   * Thread CPU, asked for only where the time on the wall, which is never less and cheaper to ask
   * for, is too long: a stray interrupt is not the line's fault; what is slow is slow each time.
   */
  private static long bestOfThree(LineParser parser, byte[] line) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      long before = THREADS.getCurrentThreadCpuTime();
      parser.parse(line, CONTEXT);
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - before);
    }
    return best;
  }

  @ParameterizedTest
  @MethodSource("formats")
  void aLineOf64KiBOfOneTrapIsReadInTime(Format format) {
    LineParser parser = format.parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
    List<byte[]> seeds = SeedLines.of(format);
    for (String trap : Traps.ALL) {
      for (byte[] seed : seeds) {
        for (byte[] line : Traps.in(seed, trap.getBytes(StandardCharsets.UTF_8))) {
          long before = System.nanoTime();
          ParsedLine parsed = parser.parse(line, CONTEXT);
          long first = System.nanoTime() - before;
          isAccepted(parsed, line);
          long took = first < MOST_NANOS ? first : bestOfThree(parser, line);
          assertThat(took).as(() -> trap + " in " + shown(line)).isLessThan(MOST_NANOS);
        }
      }
    }
  }

  private static String shown(byte[] line) {
    String text = new String(line, StandardCharsets.ISO_8859_1);
    return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
  }
}
