package io.gatewatch.ingest.combined;

import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.Repeats;
import io.gatewatch.ingest.assemble.ParserSettings;
import io.gatewatch.ingest.formats.Fixtures;
import io.gatewatch.ingest.formats.Formats;
import io.gatewatch.ingest.masking.MaskingKeys;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A line of the combined format, 190 bytes in a body of 1,024, from bytes to a masked call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "-XX:+UseSerialGC")
public class CombinedBenchmark {
  private static final int LINES = 1024;
  private static final Pattern PATTERN =
      Pattern.compile(
          "^(\\S+) (\\S+) (\\S+) \\[([^\\]]+)\\] \"(\\S+) (\\S+) (\\S+)\" (\\d{3}) (\\d+|-)"
              + " \"([^\"]*)\" \"([^\"]*)\"$");

  private final LineParser parser =
      Formats.named("combined").parser(ParserSettings.shipped(MaskingKeys.wellKnown()));
  private final byte[][] lines = new byte[LINES][];
  private Repeats repeats;
  private int next;

  /** Many accounts, seconds and networks, and a handful of user agents. */
  public CombinedBenchmark() {
    for (int i = 0; i < LINES; i++) {
      lines[i] = line(i).getBytes(StandardCharsets.US_ASCII);
    }
  }

  @Benchmark
  public ParsedLine wholeLine() {
    int line = next++ & (LINES - 1);
    repeats = line == 0 ? new Repeats() : repeats;
    return parser.parse(lines[line], Fixtures.CONTEXT, repeats);
  }

  /** A regular expression alone, as log shippers use them: nothing masked, nothing interpreted. */
  @Benchmark
  public int patternAlone() {
    String line = new String(lines[next++ & (LINES - 1)], StandardCharsets.UTF_8);
    Matcher matcher = PATTERN.matcher(line);
    int length = 0;
    if (matcher.matches()) {
      for (int i = 1; i <= matcher.groupCount(); i++) {
        length += matcher.group(i).length();
      }
    }
    return length;
  }

  private static String line(int number) {
    return "198.51.%d.%d - - [02/Mar/2026:09:%02d:%02d +0000] \"GET %s HTTP/1.1\" 200 %d \"%s\" \"%s\""
        .formatted(
            number % 64,
            number % 250 + 1,
            number / 60 % 60,
            number % 60,
            "/api/v2/accounts/" + (22289 + number) + "/transactions?page=" + number % 9,
            900 + number,
            "https://portal.example.com/accounts",
            "Mozilla/5.0 (X11; Linux x86_64) Firefox/" + (120 + number % 8) + ".0");
  }
}
