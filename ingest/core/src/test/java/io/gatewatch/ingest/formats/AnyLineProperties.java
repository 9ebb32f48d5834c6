package io.gatewatch.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.LineParser;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the parser of every format: any line is a call or a named reject, never more. */
public abstract class AnyLineProperties {
  private static final Set<String> REASONS =
      Arrays.stream(RejectReason.values())
          .filter(reason -> reason != RejectReason.UNEXPECTED)
          .map(RejectReason::wire)
          .collect(Collectors.toSet());

  private final Fixtures fixtures;
  private final LineParser parser;
  private final LogEntryCodec codec = new LogEntryCodec();

  /** The properties of a format. */
  protected AnyLineProperties(String format) {
    fixtures = Fixtures.of(format);
    parser = fixtures.parser();
  }

  @Property(tries = 1000)
  void anyBytesBecomeACallOrAReject(@ForAll byte[] line) {
    outcomeIsWhole(line);
  }

  @Property(tries = 3000)
  void anyMutationOfALineBecomesACallOrAReject(@ForAll("mutations") byte[] line) {
    outcomeIsWhole(line);
  }

  @Property(tries = 1500)
  void anyTextAsAnyValueBecomesACallOrAReject(@ForAll("values") byte[] line) {
    outcomeIsWhole(line);
  }

  @Example
  void everyLineCutAnywhereBecomesACallOrAReject() {
    for (String name : fixtures.names()) {
      byte[] whole = bytes(name);
      for (int length = 0; length < whole.length; length++) {
        outcomeIsWhole(Arrays.copyOf(whole, length));
      }
    }
  }

  @Example
  void everyLineGivesTheSameOutcomeOnAParserThatHasReadOthers() {
    for (String before : fixtures.names()) {
      for (String name : fixtures.names()) {
        parser.parse(bytes(before), Fixtures.CONTEXT);
        ParsedLine again = parser.parse(bytes(name), Fixtures.CONTEXT);
        assertThat(again).isEqualTo(fixtures.parser().parse(bytes(name), Fixtures.CONTEXT));
      }
    }
  }

  /** A line, cut, spliced or with some bytes replaced, inserted or doubled. */
  @Provide
  Arbitrary<byte[]> mutations() {
    Arbitrary<byte[]> lines = Arbitraries.of(fixtures.names()).map(this::bytes);
    Arbitrary<Integer> places = Arbitraries.integers().between(0, 1 << 20);
    Arbitrary<byte[]> patches =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(6),
            Arbitraries.of(
                    "{", "}", "[", "]", "\"", "\\", ",", ":", "null", "-1", "1e999", "{\"a\":")
                .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    return Combinators.combine(lines, places, places, patches).as(AnyLineProperties::mutated);
  }

  /** A JSON line in which one value is another. */
  @Provide
  Arbitrary<byte[]> values() {
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(60).map(Fixtures::quoted),
            Arbitraries.of(
                "null",
                "true",
                "-1",
                "0.5",
                "1e400",
                "99999999999999999999",
                "[]",
                "{}",
                "[[1]]",
                "{\"a\":{\"b\":[1,\"x\"]}}",
                "\"-\"",
                "\"\"",
                "\"NaN\"",
                "\"1.7976931348623157E309\"",
                "\"::::::::\"",
                "\"/\"",
                "\"%\"",
                "\"?\"",
                "\"{}\"",
                "\"{\\\"status\\\":200}\""));
    return Combinators.combine(
            Arbitraries.of(fixtures.names()), Arbitraries.integers().between(0, 200), values)
        .as((name, index, value) -> withValue(fixtures.line(name), index, value));
  }

  private static byte[] mutated(byte[] whole, int a, int b, byte[] patch) {
    int first = a % whole.length;
    int second = b % whole.length;
    int from = Math.min(first, second);
    int to = b % 3 == 0 ? Math.max(first, second) : Math.min(whole.length, from + b % 4);
    byte[] out = new byte[from + patch.length + whole.length - to];
    System.arraycopy(whole, 0, out, 0, from);
    System.arraycopy(patch, 0, out, from, patch.length);
    System.arraycopy(whole, to, out, from + patch.length, whole.length - to);
    return out;
  }

  /** Puts another value behind one of the line's colons. */
  private static byte[] withValue(String line, int index, String value) {
    String[] parts = line.split("\":\\s*", -1);
    int at = 1 + index % Math.max(1, parts.length - 1);
    StringBuilder out = new StringBuilder(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      boolean hit = i == at && !parts[i].startsWith("{") && !parts[i].startsWith("[");
      int end = hit ? endOfScalar(parts[i]) : 0;
      out.append("\":").append(hit ? value : "").append(parts[i].substring(end));
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static int endOfScalar(String part) {
    if (part.startsWith("\"")) {
      int close = part.indexOf('"', 1);
      return close < 0 ? part.length() : close + 1;
    }
    int end = 0;
    while (end < part.length() && ",}]".indexOf(part.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private byte[] bytes(String name) {
    return fixtures.line(name).getBytes(StandardCharsets.UTF_8);
  }

  private void outcomeIsWhole(byte[] line) {
    ParsedLine parsed = parser.parse(line, Fixtures.CONTEXT);
    if (parsed instanceof ParsedLine.Rejected rejected) {
      assertThat(REASONS).as(new String(line, StandardCharsets.UTF_8)).contains(rejected.reason());
    } else if (parsed instanceof ParsedLine.Accepted accepted) {
      ApiCall call = accepted.call();
      assertThat(codec.read(codec.write(call))).isEqualTo(call);
      assertThat(CallJson.write(call)).startsWith("{\"call\":{");
    }
  }
}
