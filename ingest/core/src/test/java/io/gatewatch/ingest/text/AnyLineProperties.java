package io.gatewatch.ingest.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gatewatch.ingest.ApiCall;
import io.gatewatch.ingest.CallJson;
import io.gatewatch.ingest.CpuGrowth;
import io.gatewatch.ingest.ParsedLine;
import io.gatewatch.ingest.RejectReason;
import io.gatewatch.ingest.avro.LogEntryCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What every parser owes to any line; a format's property test names its fixtures. */
public abstract class AnyLineProperties {
  private static final Set<String> REASONS =
      Arrays.stream(RejectReason.values()).map(RejectReason::wire).collect(Collectors.toSet());
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONG = 64 * 1024;

  private final FormatLines lines;
  private final List<byte[]> whole;

  /** Properties of a format over the lines of its fixtures. */
  protected AnyLineProperties(String format, String... fixtures) {
    lines = new FormatLines(format);
    whole =
        Arrays.stream(fixtures)
            .flatMap(file -> lines.fixture(file).stream())
            .map(line -> line.getBytes(StandardCharsets.UTF_8))
            .toList();
  }

  @Property(tries = 1000)
  void anyBytesBecomeACallOrAReject(@ForAll byte[] line) {
    outcomeIsWhole(line);
  }

  @Property(tries = 3000)
  void anyMutationOfALineBecomesACallOrAReject(@ForAll("mutations") byte[] line) {
    outcomeIsWhole(line);
  }

  @Property(tries = 2000)
  void anyValueInAnyFieldBecomesACallOrAReject(
      @ForAll("values") String value, @ForAll @IntRange(max = 10_000) int place)
      throws JsonProcessingException {
    List<byte[]> objects = whole.stream().filter(line -> line[0] == '{').toList();
    if (objects.isEmpty()) {
      return;
    }
    ObjectNode object =
        (ObjectNode)
            JSON.readTree(new String(objects.get(place % objects.size()), StandardCharsets.UTF_8));
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    object.set(names.get(place / objects.size() % names.size()), JSON.readTree(value));
    outcomeIsWhole(JSON.writeValueAsBytes(object));
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "null", "true", "-1", "1e99", "[]", "{}", "[[1]]", "{\"iss\":{}}", "\"\"", "\"-\""),
        Arbitraries.strings()
            .ofMaxLength(40)
            .map(text -> JSON.getNodeFactory().textNode(text).toString()));
  }

  @Example
  void aLineMayBreakOffAnywhere() {
    for (byte[] line : whole) {
      for (int length = 0; length < line.length; length++) {
        outcomeIsWhole(Arrays.copyOf(line, length));
      }
    }
  }

  /** The longest lines that carriers let through, made of the marks that a parser looks for. */
  @Example
  void aLongLineTakesNoLongerThanItsLength() {
    for (String mark :
        List.of("\"", "\\", "[", "{", "#", " ", "-", ":", "/a", "&a=1", "\" \"", ",1"))
      for (byte[] line : whole.subList(0, Math.min(4, whole.size()))) {
        byte[] shorter = grown(line, mark, LONG / 8);
        byte[] longest = grown(line, mark, LONG);
        assertThat(
                CpuGrowth.times(
                    () -> lines.parse(longest), () -> lines.parse(shorter), CpuGrowth.EIGHTFOLD))
            .as("%s repeated in a line", mark)
            .isLessThan(CpuGrowth.EIGHTFOLD);
      }
  }

  /** A line of a fixture, cut, spliced with another, or with some bytes replaced or inserted. */
  @Provide
  Arbitrary<byte[]> mutations() {
    Arbitrary<byte[]> some = Arbitraries.of(whole);
    Arbitrary<byte[]> patches =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofMaxSize(6),
            Arbitraries.of(
                    "\"", "\\", "\\x", " ", "[", "]", "{", "}", "-", ":", "\" \"", "null", "9e999")
                .map(text -> text.getBytes(StandardCharsets.UTF_8)));
    Arbitrary<Double> places = Arbitraries.doubles().between(0, 1);
    return Combinators.combine(some, some, places, places, patches).as(AnyLineProperties::spliced);
  }

  private static byte[] spliced(byte[] head, byte[] tail, double to, double from, byte[] patch) {
    int end = (int) (to * head.length);
    int start = (int) (from * tail.length);
    byte[] out = Arrays.copyOf(head, end + patch.length + tail.length - start);
    System.arraycopy(patch, 0, out, end, patch.length);
    System.arraycopy(tail, start, out, end + patch.length, tail.length - start);
    return out;
  }

  private static byte[] grown(byte[] line, String mark, int length) {
    byte[] filling =
        mark.repeat((length - line.length) / mark.length()).getBytes(StandardCharsets.UTF_8);
    return spliced(line, line, 0.6, 0.6, filling);
  }

  private void outcomeIsWhole(byte[] line) {
    ParsedLine parsed = lines.parse(line);
    if (parsed instanceof ParsedLine.Rejected rejected) {
      assertThat(REASONS).contains(rejected.reason());
      assertThat(rejected.reason()).isNotEqualTo(RejectReason.UNEXPECTED.wire());
    } else if (parsed instanceof ParsedLine.Accepted accepted) {
      ApiCall call = accepted.call();
      LogEntryCodec codec = new LogEntryCodec();
      assertThat(codec.read(codec.write(call))).isEqualTo(call);
      assertThat(CallJson.write(call)).startsWith("{\"call\":{");
    }
  }
}
